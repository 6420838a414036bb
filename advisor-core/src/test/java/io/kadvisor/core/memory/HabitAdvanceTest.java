package io.kadvisor.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.Quorum;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HabitAdvanceTest {
  private static final BrokerId THIRD = new BrokerId(3);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final MemorySpans SPANS =
      new MemorySpans(Duration.ofMinutes(10), Duration.ofSeconds(20), Duration.ofHours(24));

  private final SampledCluster cluster = SampledCluster.of(3);
  private final SampledTopic orders = cluster.topic("orders", 3, 3);
  private Memory memory = Memory.EMPTY;

  @Test
  void shouldRememberNothingWhenAllReplicasStayInSync() {
    look(10);

    assertThat(memory.of(THIRD).isr()).isEmpty();
    assertThat(memory.of(THIRD).led()).isEmpty();
  }

  @Test
  void shouldCountAWayOutAndAWayBackOnceEach() {
    look(1);
    orders.isr(0, 1, 2);
    look(3);
    orders.isr(1, 2, 1);
    look(3);
    orders.isr(0, 1, 2, 3);
    look(2);
    orders.isr(1, 2, 3, 1);
    look(2);

    assertThat(memory.of(THIRD).isr().orElseThrow().turns())
        .extracting(IsrHistory.Turn::leader)
        .containsExactly(1, 1);
  }

  @Test
  void shouldForgetTurnsWhenTheWindowHasPassed() {
    orders.isr(0, 1, 2);
    look(1);
    orders.isr(0, 1, 2, 3);
    look(1);
    assertThat(memory.of(THIRD).isr()).isPresent();
    cluster.pass(HOUR);
    look(1);

    assertThat(memory.of(THIRD).isr()).isEmpty();
  }

  @Test
  void shouldLearnNothingOfItsReplicasWhenABrokerIsAwayOrJustBack() {
    look(1);
    cluster.silence(3, Outcome.REFUSED);
    look(2);
    cluster.fence(3);
    look(2);
    cluster.restart(3);
    look(2);
    cluster.catchUp(3);
    look(2);

    assertThat(memory.of(THIRD).isr()).isEmpty();
  }

  @Test
  void shouldRememberWhenABrokerHasCaughtUpSinceItsReturn() {
    look(1);
    assertThat(memory.of(THIRD).caughtUpAt()).isEmpty();
    cluster.fence(3);
    look(2);
    cluster.restart(3);
    look(2);
    assertThat(memory.of(THIRD).caughtUpAt()).isEmpty();
    assertThat(memory.of(THIRD).excusesReplicas(cluster.now(), HOUR)).isTrue();

    cluster.catchUp(3);
    look(1);
    Instant whole = cluster.now();
    orders.isr(0, 1, 2);
    look(3);

    assertThat(memory.of(THIRD).caughtUpAt()).contains(whole);
    assertThat(memory.of(THIRD).excusesReplicas(cluster.now(), HOUR)).isFalse();
    assertThat(memory.of(THIRD).troubled(cluster.now(), HOUR)).isTrue();
  }

  @Test
  void shouldForgetThatABrokerHadCaughtUpWhenItLeavesAgain() {
    look(1);
    cluster.fence(3);
    look(2);
    cluster.restart(3).catchUp(3);
    look(2);
    assertThat(memory.of(THIRD).caughtUpAt()).isPresent();
    cluster.fence(3);
    look(2);
    assertThat(memory.of(THIRD).excusesReplicas(cluster.now(), HOUR)).isTrue();
    cluster.restart(3);
    look(2);

    assertThat(memory.of(THIRD).caughtUpAt()).isEmpty();
    assertThat(memory.of(THIRD).excusesReplicas(cluster.now(), HOUR)).isTrue();
  }

  @Test
  void shouldKnowWhoLedBeforeWhenTheQuorumElects() {
    cluster.quorum(new Quorum(101, 7, 1, List.of(), List.of()));
    look(2);
    cluster.quorum(new Quorum(102, 8, 1, List.of(), List.of()));
    look(2);
    cluster.pass(HOUR.multipliedBy(5)).withoutQuorum();
    look(2);

    assertThat(memory.quorum().orElseThrow().ledBefore(101)).isTrue();
    assertThat(memory.quorum().orElseThrow().ledBefore(102)).isFalse();
    assertThat(memory.quorum().orElseThrow().since(cluster.now().minus(HOUR))).isEmpty();
  }

  @Test
  void shouldKnowAPaceOnlyAfterItsWarmUp() {
    look(1);
    assertThat(memory.of(THIRD).pace().orElseThrow().known()).isFalse();
    for (int step = 0; step < Pace.WARM; step++) {
      cluster.pass(SPANS.habits().pace());
      look(1);
    }

    assertThat(memory.of(THIRD).pace().orElseThrow().known()).isTrue();
    assertThat(memory.of(THIRD).pace().orElseThrow().answer()).contains(0.003);
  }

  @Property
  void shouldNeverKeepMoreThanTwentyTurns(
      @ForAll @Size(max = 100) List<@IntRange(min = 0, max = 5) Integer> out) {
    IsrHistory history = IsrHistory.CALM;
    Instant at = START;
    for (int now : out) {
      at = at.plusSeconds(5);
      history = history.seeing(now, 1, at, HOUR);
    }

    assertThat(history.turns()).hasSizeLessThanOrEqualTo(20);
    assertThat(history.turns()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
  }

  /** An hour of stall, twelve steps, moves what is usual by an eighth at most. */
  @Property
  void shouldStayNearWhatIsUsualWhenAStallLastsAnHour(
      @ForAll @DoubleRange(min = 0.01, max = 1) double usual,
      @ForAll @DoubleRange(min = 4, max = 10_000) double factor) {
    Pace pace = Pace.first(START, answering(usual));
    for (int step = 0; step < Pace.WARM; step++) {
      pace = pace.after(START, answering(usual));
    }
    for (int step = 0; step < 12; step++) {
      pace = pace.after(START, answering(usual * factor));
    }

    assertThat(pace.answer().orElseThrow()).isBetween(usual * 0.9, usual * 1.13 + 1e-5);
  }

  private static Speed answering(double seconds) {
    return new Speed(
        Optional.of(seconds),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void look(int times) {
    for (int n = 0; n < times; n++) {
      cluster.pass(Duration.ofSeconds(5));
      memory = MemoryAdvance.advance(memory, Sweeps.of(cluster), SPANS);
    }
  }
}
