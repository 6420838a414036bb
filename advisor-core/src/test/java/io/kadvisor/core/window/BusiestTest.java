package io.kadvisor.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.window.PartitionFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BusiestTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<String> TOPICS = List.of("orders", "payments", "stock");
  private final WindowRoller roller = WindowRoller.standard();

  @Test
  void shouldFollowAllWhenTheyAreFew() {
    Accumulator window = after(3_000, p -> p, p -> 2_999 - p);

    assertThat(busiest(window)).hasSize(Bucket.BUSIEST).allMatch(f -> mean(f) == 2_999 / 2.0);
  }

  @Test
  void shouldNameTheBusiestWithTheirMeansWhenThereAreMany() {
    Accumulator window = after(20_000, p -> p, p -> 2.0 * p);

    assertThat(busiest(window))
        .extracting(f -> f.topic() + "/" + f.partition() + " " + mean(f))
        .startsWith(
            "orders/19999 29998.5",
            "payments/19999 29998.5",
            "stock/19999 29998.5",
            "orders/19998 29997.0")
        .hasSize(Bucket.BUSIEST);
  }

  @Test
  void shouldFollowThoseThatWereBusyWhenTheWindowBegan() {
    Accumulator window = after(20_000, p -> p, p -> p == 0 ? 1e9 : 2.0 * p);

    assertThat(busiest(window)).noneMatch(figures -> figures.partition() == 0);
    Accumulator next =
        roller.roll(Optional.of(window), seen(20_000, 60, p -> p == 0 ? 1e9 : p)).next();
    assertThat(busiest(next)).anyMatch(figures -> figures.partition() == 0);
  }

  @Test
  void shouldBeSmallEnoughForARecordAndTheSameAfterwardsWhenThereAreMany() {
    Accumulator window = after(100_000, p -> p, p -> 2.0 * p);

    byte[] bytes = window.toBytes();

    assertThat(bytes.length).isLessThan(200_000);
    Accumulator read = Accumulator.fromBytes(bytes);
    assertThat(read.toBytes()).isEqualTo(bytes);
    Observation third = seen(100_000, 10, p -> p);
    assertThat(roller.roll(Optional.of(read), third).next().toBytes())
        .isEqualTo(roller.roll(Optional.of(window), third).next().toBytes());
  }

  @Test
  void shouldCutTheSameWhenWhatWasCutComesAgain() {
    List<PartitionColumn> columns =
        IntStream.range(0, 600)
            .mapToObj(topic -> column("topic-" + topic, 100, p -> topic * 100 + p))
            .toList();

    List<PartitionColumn> once = Busiest.of(columns, PartitionMeans.NONE);
    PartitionMeans window = PartitionMeans.NONE.plus(columns);

    assertThat(once).hasSize(600).allMatch(column -> column.values().length == 100);
    assertThat(once.stream().filter(PartitionColumn::observed)).hasSize(10);
    assertThat(window.topics()).hasSize(10);
    assertThat(PartitionMeans.NONE.plus(once).busiest(2_000)).isEqualTo(window.busiest(2_000));
    assertThat(window.plus(once).busiest(2_000)).isEqualTo(window.plus(columns).busiest(2_000));
  }

  @Test
  void shouldJournalNoMoreThanTheWindowsTookWhenThereAreMany() {
    Observation first = seen(100_000, 50, p -> p);
    Observation second = seen(100_000, 60, p -> 2.0 * p * (p % 3));
    Accumulator one = roller.roll(Optional.empty(), first).next();
    Accumulator two = roller.roll(Optional.of(one), second).next();

    List<WindowPart> journal =
        List.of(journaled(0, first.takenBy(one)), journaled(1, second.takenBy(two)));

    assertThat(journal).allMatch(part -> part.toBytes().length < 200_000);
    assertThat(GrowingWindows.of(journal, roller).subjects().get(two.subject()).toBytes())
        .isEqualTo(two.toBytes());
  }

  private static WindowPart journaled(long number, Observation taken) {
    ObservedPart part =
        new ObservedPart(taken.cluster(), number, 0, taken.sweep(), true, List.of(taken));
    return WindowPart.fromBytes(part.toBytes());
  }

  @Test
  void shouldKeepTheOldFormWhenMostRowsAreThere() {
    Accumulator window = after(100, p -> p, p -> p);

    assertThat(Accumulator.fromBytes(window.toBytes()).toBytes()).isEqualTo(window.toBytes());
    assertThat(window.toBytes().length).isGreaterThan(100 * 10 * 2 * TOPICS.size());
  }

  private Accumulator after(int rows, IntToDoubleFunction first, IntToDoubleFunction second) {
    Accumulator one = roller.roll(Optional.empty(), seen(rows, 0, first)).next();
    return roller.roll(Optional.of(one), seen(rows, 5, second)).next();
  }

  private static Observation seen(int rows, int second, IntToDoubleFunction lag) {
    return new Observation(
        new ClusterId("c"),
        Subject.of(new GroupId("billing")),
        new SweepId(1, NOON.plusSeconds(second)),
        Map.of(),
        TOPICS.stream().map(topic -> column(topic, rows, lag)).toList());
  }

  private static PartitionColumn column(String topic, int rows, IntToDoubleFunction lag) {
    PartitionColumn column = PartitionColumn.absent(new TopicName(topic), Measure.LAG, rows);
    IntStream.range(0, rows).forEach(p -> column.set(p, lag.applyAsDouble(p)));
    return column;
  }

  private static List<PartitionFigures> busiest(Accumulator window) {
    return window.open().get(0).partitions();
  }

  private static double mean(PartitionFigures figures) {
    return figures.means().get("lag");
  }
}
