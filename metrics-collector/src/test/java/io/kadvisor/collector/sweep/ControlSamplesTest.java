package io.kadvisor.collector.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.InMemoryCluster;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.sample.TopicSample.Reassigning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What controllers tell, and what a reassignment brings into the fast sweeps. */
class ControlSamplesTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant SECOND = FIRST.plusSeconds(5);
  private static final Instant THIRD = FIRST.plusSeconds(10);

  private final SampleBuilder builder = new SampleBuilder(new SelfNames(List.of(), List.of()));
  private final InMemoryCluster cluster = new InMemoryCluster();
  private SweepMemory memory = SweepMemory.NOTHING;

  @BeforeEach
  void createTopics() {
    cluster.createTopic("orders", 3);
  }

  private Samples sweep(Instant at, boolean slow) {
    Facts facts =
        cluster.read(
            new SweepPlan(
                slow,
                memory.addresses(),
                memory.configuredTopics(),
                memory.watchedBrokers(),
                Duration.ofSeconds(1)));
    Stamp stamp = new Stamp(new ClusterId("in-memory"), "prod", new SweepId(7, at));
    SampleBuilder.Built built = builder.build(stamp, facts, Map.of(), memory);
    memory = built.memory();
    return built.samples();
  }

  private static TopicSample topic(Samples samples, String name) {
    TopicName wanted = new TopicName(name);
    return samples.topics().stream()
        .filter(t -> t.topic().equals(wanted))
        .findFirst()
        .orElseThrow();
  }

  private static BrokerSample broker(Samples samples, int id) {
    BrokerId wanted = new BrokerId(id);
    return samples.brokers().stream()
        .filter(b -> b.broker().equals(wanted))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldTellWhichDirectoriesShareAVolumeUntilTheNextSlowSweep() {
    Samples apart = sweep(FIRST, true);
    cluster.placeOn("localhost");
    Samples together = sweep(SECOND, true);
    cluster.move("orders", 0, 3, 2);
    Samples fast = sweep(THIRD, false);

    assertThat(volumes(apart)).containsExactly("1:/data", "2:/data", "3:/data");
    assertThat(volumes(together)).containsExactly("1:/data", "1:/data", "1:/data");
    assertThat(volumes(fast)).isEqualTo(volumes(together));
    assertThat(broker(fast, 2).logDirsAt()).contains(THIRD);
  }

  private static List<String> volumes(Samples samples) {
    return samples.brokers().stream()
        .flatMap(broker -> broker.logDirs().orElseThrow().stream())
        .map(dir -> dir.volume().orElseThrow())
        .toList();
  }

  @Test
  void shouldTellQuorumAndFeaturesOfTheSweep() {
    Samples samples = sweep(FIRST, false);

    assertThat(samples.cluster().quorum().orElseThrow().leader()).isEqualTo(1);
    assertThat(samples.cluster().features()).containsKey("metadata.version");
    assertThat(samples.cluster().clockSkewMillis()).contains(0L);
  }

  @Test
  void shouldTellNoReassignmentFromAnUnseenOne() {
    assertThat(topic(sweep(FIRST, false), "orders").reassigning()).contains(List.of());

    cluster.refuse(Fact.REASSIGNMENTS);

    assertThat(topic(sweep(SECOND, false), "orders").reassigning()).isEmpty();
  }

  @Test
  void shouldTellTheGrowthOfAnAddedReplicaInFastSweeps() {
    cluster.unregister(3);
    cluster.place(4);
    sweep(FIRST, true);
    cluster.move("orders", 0, 3, 4);
    cluster.append("orders", 0, 9);

    Samples fast = sweep(SECOND, false);

    TopicSample orders = topic(fast, "orders");
    assertThat(orders.reassigning().orElseThrow())
        .containsExactly(new Reassigning(0, IntColumn.of(4), IntColumn.of(3)));
    assertThat(orders.replicas().get(0).get(0)).isEqualTo(4);
    assertThat(orders.replicaBytes().get(0).get(0)).isEqualTo(900);
    assertThat(broker(fast, 4).logDirsAt()).contains(SECOND);
    assertThat(broker(fast, 1).logDirsAt()).contains(FIRST);
  }

  @Test
  void shouldSeeAThrottleInFastSweepsWhileItHoldsAndWhenItGoes() {
    sweep(FIRST, true);
    cluster.move("orders", 0, 3, 2);
    cluster.throttle("orders", 1, 1000);
    Samples moving = sweep(SECOND, false);
    cluster.endMoves();
    Samples forgotten = sweep(THIRD, false);
    cluster.throttle("orders", 1, 0);
    Samples free = sweep(THIRD.plusSeconds(5), false);

    for (Samples throttled : List.of(moving, forgotten)) {
      assertThat(topic(throttled, "orders").config())
          .containsKey("leader.replication.throttled.replicas");
      assertThat(broker(throttled, 1).config())
          .containsEntry("leader.replication.throttled.rate", "1000");
    }
    assertThat(topic(free, "orders").config())
        .doesNotContainKey("leader.replication.throttled.replicas");
    assertThat(broker(free, 1).config()).doesNotContainKey("leader.replication.throttled.rate");
    assertThat(memory.watchedBrokers()).isEmpty();
  }
}
