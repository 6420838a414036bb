package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.IntStream;

/**
 * Spreads replicas that share a rack over racks that hold none. The preferred leader stays; of
 * those that share a rack the last one moves, to the living broker of a free rack that holds the
 * fewest replicas, then to the lower id. Deterministic.
 */
public final class RackPlanner {
  private final SortedSet<BrokerId> alive;
  private final RackSpread racks;
  private final Map<Integer, Integer> replicaCounts = new HashMap<>();
  private final List<Assignment> target = new ArrayList<>();
  private final List<Assignment> present = new ArrayList<>();
  private final Incoming incoming = new Incoming();

  private RackPlanner(SortedSet<BrokerId> alive, RackSpread racks) {
    this.alive = alive;
    this.racks = racks;
  }

  /**
   * A plan for every partition of some topics whose replicas share a rack needlessly.
   *
   * @param topics to be spread
   * @param all topics of the cluster, for the counts
   * @param alive brokers that can take a replica
   */
  public static CopyPlan plan(
      Collection<TopicSample> topics,
      Collection<TopicSample> all,
      SortedSet<BrokerId> alive,
      RackSpread racks) {
    RackPlanner planner = new RackPlanner(alive, racks);
    all.forEach(
        topic ->
            topic
                .replicas()
                .forEach(
                    row ->
                        row.stream()
                            .forEach(id -> planner.replicaCounts.merge(id, 1, Integer::sum))));
    topics.forEach(planner::spread);
    return planner.incoming.of(
        new ReassignmentPlan(new Reassignment(planner.target), new Reassignment(planner.present)));
  }

  private void spread(TopicSample topic) {
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      List<Integer> before = topic.replicas().get(partition).stream().boxed().toList();
      List<Integer> after = new ArrayList<>(before);
      Optional<BrokerId> to = racks.shared(after) ? best(after) : Optional.empty();
      while (to.isPresent()) {
        move(topic, partition, after, to.get());
        to = racks.shared(after) ? best(after) : Optional.empty();
      }
      if (!after.equals(before)) {
        target.add(new Assignment(topic.topic(), partition, after));
        present.add(new Assignment(topic.topic(), partition, before));
      }
    }
  }

  private void move(TopicSample topic, int partition, List<Integer> replicas, BrokerId to) {
    int row = lastSharing(replicas);
    replicaCounts.merge(replicas.get(row), -1, Integer::sum);
    replicaCounts.merge(to.value(), 1, Integer::sum);
    replicas.set(row, to.value());
    incoming.add(to, PartitionTraffic.bytesOn(topic, partition, topic.leader().get(partition)));
  }

  /** Never the first: another replica shares its rack behind it. */
  private int lastSharing(List<Integer> replicas) {
    return IntStream.range(0, replicas.size())
        .filter(
            row ->
                racks
                    .racksOf(replicas.subList(0, row))
                    .contains(racks.rack(replicas.get(row)).orElse("")))
        .max()
        .orElseThrow(() -> new IllegalStateException("no replicas share a rack: " + replicas));
  }

  private Optional<BrokerId> best(List<Integer> replicas) {
    Set<String> free = racks.free(replicas);
    return alive.stream()
        .filter(broker -> racks.rack(broker.value()).map(rack -> free.contains(rack)).orElse(false))
        .min(
            Comparator.comparingInt(
                    (BrokerId broker) -> replicaCounts.getOrDefault(broker.value(), 0))
                .thenComparing(Comparator.naturalOrder()));
  }
}
