package io.kadvisor.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.window.PartitionFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final ClusterId CLUSTER = new ClusterId("c1");
  private static final TopicName ORDERS = new TopicName("orders");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:10Z");
  private static final Instant BEFORE = NOW.minusSeconds(5);

  @Test
  void shouldTellRatesOfABrokerWhenCountersGrew() {
    Observation observation =
        broker(
            counter(Metric.BYTES_IN, 1000, 6000),
            counter(Metric.PROCESS_CPU, 10, 15),
            gauge(Metric.CORES, 2));

    assertThat(observation.figures())
        .containsEntry(Measure.BYTES_IN, 1000.0)
        .containsEntry(Measure.CPU, 0.5);
  }

  @Test
  void shouldTellNoRateWhenACounterFell() {
    assertThat(broker(counter(Metric.BYTES_IN, 6000, 10)).figures())
        .doesNotContainKey(Measure.BYTES_IN);
  }

  @Test
  void shouldTellNoCpuShareWhenTheCoresAreUnknown() {
    assertThat(broker(counter(Metric.PROCESS_CPU, 10, 15)).figures())
        .doesNotContainKey(Measure.CPU);
  }

  @Test
  void shouldTellTheFullestVolumeAndAllBytes() {
    assertThat(broker().figures())
        .containsEntry(Measure.DISK_USED, 60.0)
        .containsEntry(Measure.DISK_USED_SHARE, 0.75)
        .containsEntry(Measure.ANSWER_LATENCY, 0.003);
  }

  @Test
  void shouldCountLeadersAndReplicasOfABroker() {
    TopicSample topic = topic(LongColumn.of(100, 200), LongColumn.of(50, 100), 1, 2);

    assertThat(BrokerFigures.of(brokerSample(), PlacementCounts.of(List.of(topic))).figures())
        .containsEntry(Measure.LEADERS, 1.0)
        .containsEntry(Measure.PARTITIONS, 2.0);
  }

  @Test
  void shouldTellRatesOfATopicWhenOffsetsGrew() {
    Observation observation =
        TopicFigures.of(topic(LongColumn.of(100, 200), LongColumn.of(50, 100), 1, 2));

    assertThat(observation.figures())
        .containsEntry(Measure.RECORDS_IN, 30.0)
        .containsEntry(Measure.SIZE, 11.0 + 21.0)
        .containsEntry(Measure.DISK_USED, 11.0 + 12 + 22 + 21)
        .containsEntry(Measure.UNDER_REPLICATED, 1.0);
  }

  @Test
  void shouldTellNoRateOfATopicWhenItsOffsetsFell() {
    assertThat(
            TopicFigures.of(topic(LongColumn.of(100, 3), LongColumn.of(50, 100), 1, 2)).figures())
        .doesNotContainKey(Measure.RECORDS_IN);
  }

  @Test
  void shouldTellNoRateOfATopicWhenALedPartitionWasNotSeen() {
    LongColumn half = LongColumn.of(100, LongColumn.ABSENT);

    assertThat(TopicFigures.of(topic(half, LongColumn.of(50, 100), 1, 2)).figures())
        .doesNotContainKey(Measure.RECORDS_IN);
    assertThat(TopicFigures.of(topic(half, LongColumn.of(50, 100), 1, -1)).figures())
        .containsEntry(Measure.RECORDS_IN, 10.0);
  }

  @Test
  void shouldTellLagAndPaceOfAGroup() {
    Observation observation =
        GroupFigures.of(group(LongColumn.of(40, LongColumn.ABSENT), LongColumn.of(20, 5)));

    assertThat(observation.figures())
        .containsEntry(Measure.LAG, 60.0)
        .containsEntry(Measure.LAG_MAX_PARTITION, 60.0)
        .containsEntry(Measure.COMMIT_RATE, 4.0)
        .containsEntry(Measure.MEMBERS, 1.0);
  }

  @Test
  void shouldTellNoPaceWhenOffsetsWereReset() {
    assertThat(
            GroupFigures.of(group(LongColumn.of(10, LongColumn.ABSENT), LongColumn.of(20, 5)))
                .figures())
        .containsEntry(Measure.LAG, 90.0)
        .doesNotContainKey(Measure.COMMIT_RATE);
  }

  @Test
  void shouldNameTheBusiestPartitionsFirst() {
    Observation observation =
        TopicFigures.of(topic(LongColumn.of(100, 200), LongColumn.of(50, 100), 1, 2));
    Accumulator accumulator = WindowRoller.standard().roll(Optional.empty(), observation).next();

    List<PartitionFigures> partitions =
        Accumulator.fromBytes(accumulator.toBytes()).open().get(0).partitions();

    assertThat(partitions).extracting(PartitionFigures::partition).containsExactly(1, 0);
    assertThat(partitions.get(0).means())
        .containsEntry("records-in", 20.0)
        .containsEntry("size", 21.0);
  }

  @Test
  void shouldNameAtMostFiftyPartitions() {
    PartitionColumn column = PartitionColumn.absent(ORDERS, Measure.LAG, 80);
    for (int partition = 0; partition < 80; partition++) {
      column.set(partition, partition);
    }

    assertThat(PartitionMeans.NONE.plus(List.of(column)).busiest(Bucket.BUSIEST))
        .hasSize(50)
        .first()
        .satisfies(first -> assertThat(first.partition()).isEqualTo(79));
  }

  @Test
  void shouldObserveEverySubjectOfASweep() {
    SweepMark mark =
        new SweepMark(
            1,
            CLUSTER,
            "c",
            1,
            NOW,
            NOW,
            "c1",
            new SweepMark.Counts(1, 1, 1, 0),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());
    Sweep sweep =
        new Sweep(
            mark,
            false,
            Optional.empty(),
            new TreeMap<>(Map.of(new BrokerId(1), brokerSample())),
            new TreeMap<>(Map.of(ORDERS, topic(LongColumn.empty(), LongColumn.empty(), 1, 2))),
            new TreeMap<>(Map.of(new GroupId(""), group(LongColumn.empty(), LongColumn.empty()))));

    assertThat(WindowRoller.standard().observe(sweep))
        .extracting(o -> o.subject().tag())
        .containsExactly("broker:1", "topic:orders", "group:");
  }

  private static Observation broker(Reading... readings) {
    return BrokerFigures.of(brokerSample(readings), PlacementCounts.of(List.of()));
  }

  private static BrokerSample brokerSample(Reading... readings) {
    List<LogDir> dirs =
        List.of(
            new LogDir(
                "/a",
                Optional.of(new DataSize(100)),
                Optional.of(new DataSize(25)),
                new DataSize(40),
                Optional.empty()),
            new LogDir(
                "/b",
                Optional.of(new DataSize(100)),
                Optional.of(new DataSize(80)),
                new DataSize(20),
                Optional.empty()),
            new LogDir(
                "/c", Optional.empty(), Optional.empty(), new DataSize(7), Optional.of("offline")));
    return new BrokerSample(
        1,
        CLUSTER,
        new BrokerId(1),
        1,
        NOW,
        BrokerSample.Membership.LISTED,
        new BrokerSample.Answer(
            BrokerSample.Answer.Outcome.ANSWERED,
            Optional.of(Duration.ofMillis(3)),
            Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(dirs),
        Optional.of(NOW),
        Map.of(),
        List.of(readings),
        List.of());
  }

  private static Reading counter(Metric metric, double before, double now) {
    return new Reading(
        metric, now, NOW, Fact.Source.JMX, Optional.of(new Reading.Previous(before, BEFORE)));
  }

  private static Reading gauge(Metric metric, double value) {
    return new Reading(metric, value, NOW, Fact.Source.JMX, Optional.empty());
  }

  /** Two partitions on brokers 1 and 2; the second misses its copy on broker 1. */
  private static TopicSample topic(LongColumn latest, LongColumn previous, int... leaders) {
    return new TopicSample(
        1,
        CLUSTER,
        ORDERS,
        "id",
        1,
        NOW,
        false,
        false,
        IntColumn.of(leaders),
        List.of(IntColumn.of(1, 2), IntColumn.of(1, 2)),
        List.of(IntColumn.of(1, 2), IntColumn.of(2)),
        List.of(),
        Optional.empty(),
        LongColumn.empty(),
        latest,
        LongColumn.empty(),
        previous,
        Optional.of(BEFORE),
        List.of(LongColumn.of(11, 12), LongColumn.of(22, 21)),
        Map.of(),
        List.of());
  }

  private static GroupSample group(LongColumn committed, LongColumn previousCommitted) {
    GroupSample.Commits commits =
        new GroupSample.Commits(
            ORDERS,
            Optional.of("id"),
            IntColumn.of(0, 1),
            committed,
            LongColumn.of(100, 50),
            LongColumn.empty(),
            LongColumn.empty(),
            IntColumn.of(0, 0),
            previousCommitted,
            LongColumn.empty());
    return new GroupSample(
        1,
        CLUSTER,
        new GroupId(""),
        1,
        NOW,
        false,
        GroupSample.Type.CLASSIC,
        Optional.of("Stable"),
        Optional.empty(),
        Optional.of(List.of(new GroupSample.Member("m", "c", "/h", 2))),
        List.of(commits),
        Optional.of(BEFORE),
        List.of());
  }
}
