package io.kadvisor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.testkit.sample.SampledCluster;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A small topic of 100 records of 100 bytes a second beside a large one, on the same leader. */
class TrafficTest {
  private static final Duration SWEEP = Duration.ofSeconds(10);
  private static final Offset<Double> A_BYTE = within(1.0);

  private final SampledCluster cluster = SampledCluster.of(3);

  @BeforeEach
  void write() {
    cluster.topic("clicks").partition(1, 2).bytesEach(1_000_000).start(0).end(9_000);
    cluster.topic("clicks").grown(SWEEP, 1_000);
    cluster.topic("films").partition(1, 3).start(0).end(3_000).grown(SWEEP, 1_000);
  }

  /** Of the leader, a second. */
  private void takesIn(double bytes, double records) {
    cluster.broker(1).counting(Metric.BYTES_IN, bytes);
    cluster.broker(1).counting(Metric.MESSAGES_IN, records);
  }

  private double in(String topic) {
    var sweep = Sweeps.of(cluster);
    return Traffic.of(sweep).in(sweep.topics().get(new TopicName(topic)), 0);
  }

  @Test
  void shouldTellSmallRecordsFromLargeOnesOfTheSameLeader() {
    cluster.topic("films").bytesEach(40_000_000);
    takesIn(1_010_000, 200);

    assertThat(in("clicks")).isCloseTo(10_000, A_BYTE);
    assertThat(in("films")).isCloseTo(1_000_000, A_BYTE);
  }

  @Test
  void shouldMakeTogetherWhatTheLeaderTakesIn() {
    cluster.topic("films").bytesEach(40_000_000);
    takesIn(2 * 1_010_000, 200);

    assertThat(in("clicks")).isCloseTo(20_000, A_BYTE);
    assertThat(in("films")).isCloseTo(2_000_000, A_BYTE);
  }

  @Test
  void shouldLeaveTheRestToATopicWhoseLogWasNotReadYet() {
    takesIn(1_010_000, 200);

    assertThat(in("clicks")).isCloseTo(10_000, A_BYTE);
    assertThat(in("films")).isCloseTo(1_000_000, A_BYTE);
  }

  @Test
  void shouldGoByTheRecordsThatALogHeldWhenItWasRead() {
    cluster.topic("films").bytesEach(30_000_000);
    cluster.topic("clicks").bytesEach(900_000);
    cluster.broker(1).volume(1L << 30, 1L << 29).logDirsAt(cluster.now().minus(SWEEP));
    takesIn(1_010_000, 200);

    assertThat(in("clicks")).isCloseTo(10_000, A_BYTE);
    assertThat(in("films")).isCloseTo(1_000_000, A_BYTE);
  }

  @Test
  void shouldNotGoByALogThatHasGrownSeveralTimesSince() {
    cluster.topic("films").start(0).end(0).grown(SWEEP, 1_000).bytesEach(1_000);
    cluster.broker(1).volume(1L << 30, 1L << 29).logDirsAt(cluster.now().minus(SWEEP));
    takesIn(1_010_000, 200);

    assertThat(in("films")).isCloseTo(1_000_000, within(1_500.0));
  }

  @Test
  void shouldTakeTheLeadersMeanWhenNoLogWasRead() {
    cluster.topic("clicks").bytes();
    takesIn(1_010_000, 200);

    assertThat(in("clicks")).isCloseTo(505_000, A_BYTE);
  }
}
