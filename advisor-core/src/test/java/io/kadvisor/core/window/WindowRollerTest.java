package io.kadvisor.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.window.Figure;
import io.kadvisor.model.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WindowRollerTest {
  private static final ClusterId CLUSTER = new ClusterId("c1");
  private static final Subject BROKER = Subject.of(new BrokerId(1));
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private final WindowRoller roller = WindowRoller.standard();

  @Test
  void shouldCloseTheMinuteWhenASweepOfTheNextArrives() {
    Rolled first = roller.roll(Optional.empty(), observation(NOON.plusSeconds(10), 4));
    Rolled second = roller.roll(Optional.of(first.next()), observation(NOON.plusSeconds(50), 8));
    Rolled third = roller.roll(Optional.of(second.next()), observation(NOON.plusSeconds(60), 100));

    assertThat(first.closed()).isEmpty();
    assertThat(second.closed()).isEmpty();
    assertThat(third.closed()).hasSize(1);
    Window minute = third.closed().get(0);
    assertThat(minute.start()).isEqualTo(NOON);
    assertThat(minute.length()).isEqualTo(Duration.ofMinutes(1));
    assertThat(minute.sweeps()).isEqualTo(2);
    assertThat(minute.closed()).isTrue();
    Figure lag = minute.figures().get("lag");
    assertThat(lag.mean()).isEqualTo(6);
    assertThat(lag.maximum()).isEqualTo(8);
    assertThat(lag.last()).isEqualTo(8);
  }

  @Test
  void shouldAlignTheTenMinutesToTheClockWhenStartedInBetween() {
    Rolled first = roller.roll(Optional.empty(), observation(NOON.plusSeconds(599), 1));
    Rolled second = roller.roll(Optional.of(first.next()), observation(NOON.plusSeconds(600), 2));

    assertThat(second.closed())
        .extracting(Window::length)
        .containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(10));
    assertThat(second.closed())
        .extracting(Window::start)
        .containsExactly(NOON.plusSeconds(540), NOON);
  }

  @Test
  void shouldCountASweepOnceWhenItComesTwice() {
    Rolled first = roller.roll(Optional.empty(), observation(NOON, 4));
    Rolled again = roller.roll(Optional.of(first.next()), observation(NOON, 4));

    assertThat(again.next().open().get(0).sweeps()).isEqualTo(1);
    assertThat(again.next().toBytes()).isEqualTo(first.next().toBytes());
  }

  @Test
  void shouldCloseEverythingWhenTheSubjectHasGone() {
    Rolled rolled = roller.roll(Optional.empty(), observation(NOON, 4));

    assertThat(roller.close(rolled.next())).hasSize(2).allMatch(Window::closed);
  }

  @Test
  void shouldLeaveAFigureOutWhenItWasNeverObserved() {
    Rolled rolled = roller.roll(Optional.empty(), observation(NOON, 4));

    assertThat(rolled.next().open().get(0).figures()).containsOnlyKeys("lag");
  }

  @Property(tries = 50)
  void shouldKeepMeanAndExtremesExactAndPercentilesWithinRank(
      @ForAll @Size(min = 1, max = 900) List<@DoubleRange(min = 0, max = 1e9) Double> values) {
    WindowRoller hour = new WindowRoller(List.of(Duration.ofHours(1)));
    Optional<Accumulator> accumulator = Optional.empty();
    Instant at = NOON;
    for (double value : values) {
      Accumulator next = hour.roll(accumulator, observation(at, value)).next();
      accumulator = Optional.of(Accumulator.fromBytes(next.toBytes()));
      at = at.plusSeconds(4);
    }
    Figure figure = accumulator.orElseThrow().open().get(0).figures().get("lag");

    List<Double> sorted = new ArrayList<>(values);
    sorted.sort(null);
    double sum = values.stream().mapToDouble(Double::doubleValue).sum();
    assertThat(figure.count()).isEqualTo(values.size());
    assertThat(figure.mean()).isCloseTo(sum / values.size(), within(Math.abs(sum) * 1e-9 + 1e-9));
    assertThat(figure.minimum()).isEqualTo(sorted.get(0));
    assertThat(figure.maximum()).isEqualTo(sorted.get(sorted.size() - 1));
    assertThat(rankDistance(sorted, figure.p95(), 0.95))
        .isLessThanOrEqualTo(0.02 + 1.0 / values.size());
  }

  @Property(tries = 100)
  void shouldPlaceEachSweepInOneWindowOfEachLength(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 200) Integer> steps) {
    Optional<Accumulator> accumulator = Optional.empty();
    List<Window> windows = new ArrayList<>();
    Instant at = NOON.plusMillis(777);
    for (int seconds : steps) {
      at = at.plusSeconds(seconds);
      Rolled rolled = roller.roll(accumulator, observation(at, seconds));
      windows.addAll(rolled.closed());
      accumulator = Optional.of(rolled.next());
    }
    windows.addAll(roller.close(accumulator.orElseThrow()));

    for (Duration length : List.of(Duration.ofMinutes(1), Duration.ofMinutes(10))) {
      List<Window> same = windows.stream().filter(w -> w.length().equals(length)).toList();
      assertThat(same.stream().mapToInt(Window::sweeps).sum()).isEqualTo(steps.size());
      assertThat(same).allMatch(w -> w.start().toEpochMilli() % length.toMillis() == 0);
      assertThat(same.stream().map(Window::start)).isSorted().doesNotHaveDuplicates();
    }
  }

  @Property(tries = 50)
  void shouldHoldTheSameHoweverOftenItIsAsked(
      @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 0, max = 1e9) Double> values,
      @ForAll @IntRange(min = 1, max = 20) int every) {
    Optional<Accumulator> silent = Optional.empty();
    Optional<Accumulator> asked = Optional.empty();
    Instant at = NOON;
    for (int sweep = 0; sweep < values.size(); sweep++) {
      at = at.plusSeconds(7);
      Rolled one = roller.roll(silent, withPartitions(at, values.get(sweep)));
      Rolled other = roller.roll(asked, withPartitions(at, values.get(sweep)));
      silent = Optional.of(one.next());
      asked = Optional.of(other.next());
      assertThat(one.closed()).isEqualTo(other.closed());
      if (sweep % every == 0) {
        assertThat(asked.get().open()).hasSize(2);
      }
    }

    assertThat(silent.orElseThrow().toBytes()).isEqualTo(asked.orElseThrow().toBytes());
    assertThat(silent.get().open()).isEqualTo(asked.get().open());
  }

  /** Of a figure that comes and goes, and of partitions that become more. */
  private static Observation withPartitions(Instant at, double lag) {
    double[] lags = new double[1 + (int) (lag % 5)];
    Arrays.fill(lags, lag);
    lags[0] = lag < 1e8 ? PartitionColumn.ABSENT : lag;
    var column = new PartitionColumn(new TopicName("orders"), Measure.LAG, lags);
    Map<Measure, Double> figures = lag < 5e8 ? Map.of() : Map.of(Measure.LAG, lag);
    return new Observation(CLUSTER, BROKER, new SweepId(1, at), figures, List.of(column));
  }

  private static double rankDistance(List<Double> sorted, double value, double rank) {
    double below = sorted.stream().filter(v -> v < value).count() / (double) sorted.size();
    double upTo = sorted.stream().filter(v -> v <= value).count() / (double) sorted.size();
    return rank < below ? below - rank : rank > upTo ? rank - upTo : 0;
  }

  private static Observation observation(Instant at, double lag) {
    return new Observation(
        CLUSTER, BROKER, new SweepId(1, at), Map.of(Measure.LAG, lag), List.of());
  }
}
