package io.kadvisor.executor.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * What whoever carries a plan out may expect of a cluster, be it in memory or real: three brokers 1
 * to 3, and room for topics.
 */
public interface MovableClusterContract {
  Duration PATIENCE = Duration.ofSeconds(120);

  /** The cluster with a topic of one partition on these brokers, the first of which leads. */
  MovableCluster clusterWith(String topic, Integer... replicas) throws Exception;

  /** What has a throttle of those that the test may have set: {@code broker 1}, {@code topic a}. */
  Set<String> throttled(String topic) throws Exception;

  @Test
  default void shouldShowBrokersAndReplicasWhenLookedAt() throws Exception {
    try (MovableCluster cluster = clusterWith("seen", 1, 2)) {
      var seen = cluster.view().partitions().get(new TopicPartition("seen", 0));

      assertThat(cluster.view().brokers()).contains(1, 2, 3);
      assertThat(seen).isEqualTo(new ClusterView.Partition(List.of(1, 2), Set.of(1, 2), 1, false));
    }
  }

  @Test
  default void shouldBeOnTheNewReplicasInTheirOrderWhenReassigned() throws Exception {
    try (MovableCluster cluster = clusterWith("moved", 1, 2)) {
      var partition = new TopicPartition("moved", 0);

      assertThat(cluster.reassign(Map.of(partition, List.of(3, 1)))).isEmpty();

      await().atMost(PATIENCE).until(() -> cluster.view().isAt(partition, List.of(3, 1)));
      assertThat(cluster.bytes(Set.of(3)).get(partition)).containsOnlyKeys(3);
    }
  }

  @Test
  default void shouldRefuseWhenABrokerIsNotThere() throws Exception {
    try (MovableCluster cluster = clusterWith("refused", 1)) {
      var partition = new TopicPartition("refused", 0);

      assertThat(cluster.reassign(Map.of(partition, List.of(77)))).containsOnlyKeys(partition);

      assertThat(cluster.view().isAt(partition, List.of(1))).isTrue();
    }
  }

  @Test
  default void shouldTakeNothingBackWhenNothingIsUnderWay() throws Exception {
    try (MovableCluster cluster = clusterWith("resting", 2, 3)) {
      var partition = new TopicPartition("resting", 0);

      assertThat(cluster.cancel(Set.of(partition))).isEmpty();

      assertThat(cluster.view().isAt(partition, List.of(2, 3))).isTrue();
    }
  }

  @Test
  default void shouldLetThePreferredReplicaLeadWhenElected() throws Exception {
    try (MovableCluster cluster = clusterWith("led", 1, 2)) {
      var partition = new TopicPartition("led", 0);
      cluster.reassign(Map.of(partition, List.of(2, 1)));
      await().atMost(PATIENCE).until(() -> cluster.view().isAt(partition, List.of(2, 1)));

      assertThat(cluster.elect(Set.of(partition))).isEmpty();
      assertThat(cluster.elect(Set.of(partition))).as("elected already").isEmpty();

      await().atMost(PATIENCE).until(() -> cluster.view().leaderOf(partition).orElseThrow() == 2);
    }
  }

  @Test
  default void shouldHaveNoThrottleWhenItIsTakenOff() throws Exception {
    try (MovableCluster cluster = clusterWith("slow", 1, 2)) {
      var partition = new TopicPartition("slow", 0);
      var throttling =
          new Throttling(
              1000,
              Set.of(1, 2, 3),
              Map.of(partition, List.of(1, 2)),
              Map.of(partition, List.of(3)));

      cluster.throttle(throttling);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(throttled("slow"))
                      .containsExactlyInAnyOrder("broker 1", "broker 2", "broker 3", "topic slow"));
      assertThat(cluster.unthrottle(throttling)).isEmpty();

      await().atMost(PATIENCE).untilAsserted(() -> assertThat(throttled("slow")).isEmpty());
    }
  }

  @Test
  default void shouldHaveMorePartitionsWhenTheyAreMade() throws Exception {
    try (MovableCluster cluster = clusterWith("grown", 1, 2)) {
      var added = new NewPartitions("grown", 1, List.of(List.of(2, 3), List.of(3, 1)));

      assertThat(cluster.create(List.of(added))).isEmpty();

      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  cluster.view().isAt(new TopicPartition("grown", 1), List.of(2, 3))
                      && cluster.view().isAt(new TopicPartition("grown", 2), List.of(3, 1)));
    }
  }
}
