package io.kadvisor.core.planner;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.search.Unplaced;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many replicas the first partitions of topics end with: Kafka takes new partitions of a topic
 * with as many as that, and no others.
 */
final class FirstPartitions {
  /** By topic. Rows of old partitions and their replicas are the same in every attempt. */
  private final Map<Integer, Integer> first = new HashMap<>();

  private final Map<Integer, Unplaced> left = new TreeMap<>();
  private final Map<Integer, Integer> factors = new HashMap<>();

  FirstPartitions(ClusterModel model, Set<Integer> topics) {
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      if (topics.contains(model.topicOf(partition))) {
        first.merge(
            model.topicOf(partition),
            partition,
            (one, other) -> model.numberOf(one) <= model.numberOf(other) ? one : other);
      }
    }
  }

  /** Of topics whose first partition lacks replicas, how many it has. */
  Map<Integer, Integer> factors() {
    return Map.copyOf(factors);
  }

  /**
   * What found no place, with the replicas that first partitions do without: these do not get them
   * later, when there may be room, since new partitions would need them, too.
   */
  List<Unplaced> with(List<Unplaced> unplaced) {
    Map<Integer, Unplaced> all = new TreeMap<>(left);
    unplaced.forEach(each -> all.put(each.replica(), each));
    return List.copyOf(all.values());
  }

  /** True when first partitions lack replicas that they had so far. */
  boolean lack(ClusterModel grown, List<Unplaced> unplaced) {
    int before = left.size();
    unplaced.stream()
        .filter(each -> isOfFirst(grown, each))
        .forEach(each -> left.put(each.replica(), each));
    first.forEach((topic, partition) -> count(grown, topic, partition));
    return left.size() > before;
  }

  private boolean isOfFirst(ClusterModel grown, Unplaced unplaced) {
    int partition = grown.partitionOf(unplaced.replica());
    return first.getOrDefault(grown.topicOf(partition), -1) == partition;
  }

  private void count(ClusterModel grown, int topic, int partition) {
    long lacking =
        left.keySet().stream().filter(each -> grown.partitionOf(each) == partition).count();
    if (lacking > 0) {
      factors.put(topic, grown.replicationFactor(partition) - (int) lacking);
    }
  }
}
