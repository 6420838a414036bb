package io.kadvisor.executor.wave;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What a look at the cluster saw.
 *
 * @param brokers that are there: registered and not fenced
 * @param partitions of all topics, internal ones, too
 */
public record ClusterView(Set<Integer> brokers, Map<TopicPartition, Partition> partitions) {
  public ClusterView {
    brokers = Set.copyOf(brokers);
    partitions = Map.copyOf(partitions);
  }

  public Optional<List<Integer>> replicasOf(TopicPartition partition) {
    return seen(partition).map(Partition::replicas);
  }

  public Optional<Integer> leaderOf(TopicPartition partition) {
    return seen(partition).map(Partition::leader);
  }

  public boolean isMoving(TopicPartition partition) {
    return seen(partition).filter(Partition::moving).isPresent();
  }

  /** True when it has these replicas in this order, and does not move. */
  public boolean isAt(TopicPartition partition, List<Integer> replicas) {
    return seen(partition)
        .filter(each -> !each.moving() && each.replicas().equals(replicas))
        .isPresent();
  }

  private Optional<Partition> seen(TopicPartition partition) {
    return Optional.ofNullable(partitions.get(partition));
  }

  /**
   * One partition.
   *
   * @param replicas brokers, the preferred leader first; while it moves, old and new ones
   * @param inSync brokers in the ISR
   * @param leader broker, −1 where there is none
   * @param moving true while it is being reassigned
   */
  public record Partition(List<Integer> replicas, Set<Integer> inSync, int leader, boolean moving) {
    public Partition {
      replicas = List.copyOf(replicas);
      inSync = Set.copyOf(inSync);
    }

    /** Brokers whose replica is not in sync. */
    List<Integer> missing() {
      return replicas.stream().filter(broker -> !inSync.contains(broker)).toList();
    }
  }
}
