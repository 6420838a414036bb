package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where the probe can send to.
 *
 * @param brokers that the metadata lists and that are not fenced, with their rack
 * @param partitions of the topic, in their order; empty when there is no topic
 */
public record ProbeLayout(SortedMap<BrokerId, Optional<String>> brokers, List<Placed> partitions) {

  /**
   * A partition of the topic.
   *
   * @param leader absent when it has none
   */
  public record Placed(Optional<BrokerId> leader, List<BrokerId> replicas) {
    public Placed {
      replicas = List.copyOf(replicas);
    }
  }

  public ProbeLayout {
    brokers = new TreeMap<>(brokers);
    partitions = List.copyOf(partitions);
  }

  /** One partition for each broker that leads any, the lowest. */
  SortedMap<BrokerId, Integer> partitionByLeader() {
    SortedMap<BrokerId, Integer> byLeader = new TreeMap<>();
    for (int partition = 0; partition < partitions.size(); partition++) {
      int number = partition;
      partitions
          .get(partition)
          .leader()
          .filter(leader -> brokers.containsKey(leader))
          .ifPresent(leader -> byLeader.putIfAbsent(leader, number));
    }
    return byLeader;
  }

  /**
   * Brokers that are probed, or whose own partition has gone with them. One that is listed and does
   * not lead its partition is not probed: its silence would be the partition's.
   */
  Set<BrokerId> spokenOf() {
    Set<BrokerId> brokersOf = new TreeSet<>(partitionByLeader().keySet());
    partitions.stream()
        .filter(partition -> partition.leader().isEmpty() && partition.replicas().size() == 1)
        .flatMap(partition -> partition.replicas().stream())
        .filter(broker -> !brokers.containsKey(broker))
        .forEach(brokersOf::add);
    return brokersOf;
  }

  /** True for a topic whose every partition speaks of one broker alone. */
  boolean onePerBroker() {
    return partitions.stream().allMatch(partition -> partition.replicas().size() == 1);
  }

  /** Brokers without any replica of the topic. */
  List<BrokerId> without() {
    return brokers.keySet().stream()
        .filter(broker -> partitions.stream().noneMatch(p -> p.replicas().contains(broker)))
        .toList();
  }

  /**
   * Partitions that were lost, by the broker whose they were: it is here, and leads none of those
   * that it alone has. A broker whose disk still holds a partition leads it as soon as it is
   * listed.
   */
  SortedMap<BrokerId, Integer> lost() {
    Set<BrokerId> leading = partitionByLeader().keySet();
    SortedMap<BrokerId, Integer> lost = new TreeMap<>();
    partitions.stream()
        .filter(partition -> partition.replicas().size() == 1)
        .flatMap(partition -> partition.replicas().stream())
        .filter(broker -> brokers.containsKey(broker) && !leading.contains(broker))
        .forEach(broker -> lost.merge(broker, 1, Integer::sum));
    return lost;
  }

  static ProbeLayout nothing() {
    return new ProbeLayout(new TreeMap<>(Map.of()), List.of());
  }
}
