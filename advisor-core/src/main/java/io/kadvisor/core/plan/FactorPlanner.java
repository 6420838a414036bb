package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Raises replication factors. Replicas that exist stay, in their order, so that no leader moves;
 * new ones go to living brokers in racks that hold no replica of the partition yet, then to the
 * broker with the fewest replicas, then to the lower id. Deterministic.
 */
public final class FactorPlanner {
  private final SortedSet<BrokerId> alive;
  private final Map<BrokerId, String> racks;
  private final Map<Integer, Integer> replicaCounts = new HashMap<>();
  private final List<Assignment> target = new ArrayList<>();
  private final List<Assignment> present = new ArrayList<>();
  private final Incoming incoming = new Incoming();

  private FactorPlanner(
      Collection<TopicSample> all, SortedSet<BrokerId> alive, Map<BrokerId, String> racks) {
    this.alive = alive;
    this.racks = racks;
    for (TopicSample topic : all) {
      topic
          .replicas()
          .forEach(row -> row.stream().forEach(id -> replicaCounts.merge(id, 1, Integer::sum)));
    }
  }

  /**
   * Adds replicas until each topic has its factor.
   *
   * @param wanted the factor that each of these topics is to have
   * @param topics all of the cluster, for the counts
   * @param alive brokers that can take a replica
   * @param racks of brokers alive or not, where known
   */
  public static FactorPlan plan(
      SortedMap<TopicName, Integer> wanted,
      Map<TopicName, TopicSample> topics,
      SortedSet<BrokerId> alive,
      Map<BrokerId, String> racks) {
    FactorPlanner planner = new FactorPlanner(topics.values(), alive, racks);
    SortedMap<TopicName, Integer> factors = new TreeMap<>();
    List<FactorPlan.Impossible> impossible = new ArrayList<>();
    wanted.forEach(
        (name, factor) -> {
          TopicSample topic = topics.get(name);
          if (topic == null) {
            return;
          }
          if (planner.holds(topic, factor)) {
            factors.put(name, factor);
            planner.raise(topic, factor);
          } else {
            impossible.add(new FactorPlan.Impossible(name, factor, alive.size()));
          }
        });
    return planner.result(factors, impossible);
  }

  private FactorPlan result(
      SortedMap<TopicName, Integer> factors, List<FactorPlan.Impossible> impossible) {
    return new FactorPlan(
        incoming.of(new ReassignmentPlan(new Reassignment(target), new Reassignment(present))),
        factors,
        impossible);
  }

  private boolean holds(TopicSample topic, int factor) {
    return topic.replicas().stream().allMatch(row -> row.size() + free(row) >= factor);
  }

  private long free(IntColumn replicas) {
    return alive.stream().filter(broker -> !replicas.contains(broker.value())).count();
  }

  private void raise(TopicSample topic, int factor) {
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      List<Integer> before = topic.replicas().get(partition).stream().boxed().toList();
      List<Integer> after = new ArrayList<>(before);
      while (after.size() < factor) {
        BrokerId added = best(after);
        after.add(added.value());
        replicaCounts.merge(added.value(), 1, Integer::sum);
        incoming.add(added, PartitionTraffic.largestCopy(topic, partition));
      }
      if (after.size() > before.size()) {
        target.add(new Assignment(topic.topic(), partition, after));
        present.add(new Assignment(topic.topic(), partition, before));
      }
    }
  }

  private BrokerId best(List<Integer> replicas) {
    return alive.stream()
        .filter(broker -> !replicas.contains(broker.value()))
        .min(
            Comparator.comparingLong((BrokerId broker) -> inRackOf(broker, replicas))
                .thenComparingInt(broker -> replicaCounts.getOrDefault(broker.value(), 0))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow(() -> new IllegalStateException("fewer living brokers than asked for"));
  }

  /** How many of the replicas share the broker's rack; none where its rack is unknown. */
  private long inRackOf(BrokerId broker, List<Integer> replicas) {
    String rack = racks.get(broker);
    return rack == null
        ? 0
        : replicas.stream().filter(id -> rack.equals(racks.get(new BrokerId(id)))).count();
  }
}
