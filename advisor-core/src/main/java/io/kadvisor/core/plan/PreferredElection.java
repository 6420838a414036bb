package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an election of preferred leaders would change: who leads what now, and who would then.
 *
 * @param partitions whose preferred replica could lead at once and does not
 * @param preferred partitions that prefer each broker
 * @param lacking of those, how many the broker could lead and does not
 * @param before leaders by broker
 * @param after the same once elected
 */
public record PreferredElection(
    Reassignment partitions,
    SortedMap<BrokerId, Integer> preferred,
    SortedMap<BrokerId, Integer> lacking,
    SortedMap<BrokerId, Integer> before,
    SortedMap<BrokerId, Integer> after) {
  public PreferredElection {
    preferred = Collections.unmodifiableSortedMap(new TreeMap<>(preferred));
    lacking = Collections.unmodifiableSortedMap(new TreeMap<>(lacking));
    before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
    after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
  }

  /**
   * The election of these topics' partitions.
   *
   * @param able brokers that may lead
   */
  public static PreferredElection of(Collection<TopicSample> topics, Set<BrokerId> able) {
    Count count = new Count(able);
    for (TopicSample topic : topics) {
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        count.add(topic, partition);
      }
    }
    return new PreferredElection(
        new Reassignment(count.partitions),
        byId(count.preferred),
        byId(count.lacking),
        byId(count.before),
        byId(count.after));
  }

  public boolean isEmpty() {
    return partitions.isEmpty();
  }

  /** The largest share of the partitions that prefer a broker which it lacks. */
  public double worstShare() {
    return lacking.entrySet().stream()
        .mapToDouble(e -> e.getValue() / (double) preferred.get(e.getKey()))
        .max()
        .orElse(0);
  }

  /** The broker with the largest share, the lowest id among equals. */
  public BrokerId worst() {
    double worst = worstShare();
    return lacking.entrySet().stream()
        .filter(e -> e.getValue() / (double) preferred.get(e.getKey()) >= worst)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("every preferred replica leads"));
  }

  private static SortedMap<BrokerId, Integer> byId(Map<Integer, Integer> counts) {
    SortedMap<BrokerId, Integer> byId = new TreeMap<>();
    counts.forEach((broker, count) -> byId.put(new BrokerId(broker), count));
    return byId;
  }

  /** Counts under way. */
  private static final class Count {
    private final Set<BrokerId> able;
    private final List<Assignment> partitions = new ArrayList<>();
    private final Map<Integer, Integer> preferred = new HashMap<>();
    private final Map<Integer, Integer> lacking = new HashMap<>();
    private final Map<Integer, Integer> before = new HashMap<>();
    private final Map<Integer, Integer> after = new HashMap<>();

    Count(Set<BrokerId> able) {
      this.able = able;
      able.forEach(
          broker -> {
            before.put(broker.value(), 0);
            after.put(broker.value(), 0);
          });
    }

    void add(TopicSample topic, int partition) {
      int leader = topic.leader().get(partition);
      if (leader < 0) {
        return;
      }
      int first = topic.preferredLeader(partition);
      boolean moves =
          leader != first
              && able.contains(new BrokerId(first))
              && topic.isr().get(partition).contains(first);
      preferred.merge(first, 1, Integer::sum);
      before.merge(leader, 1, Integer::sum);
      after.merge(moves ? first : leader, 1, Integer::sum);
      if (moves) {
        lacking.merge(first, 1, Integer::sum);
        partitions.add(
            new Assignment(
                topic.topic(),
                partition,
                topic.replicas().get(partition).stream().boxed().toList()));
      }
    }
  }
}
