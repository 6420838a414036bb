package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
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
    return count.election();
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

  /** Counts under way, by broker id in plain arrays: it runs each sweep. */
  private static final class Count {
    private final BitSet able = new BitSet();
    private final List<Assignment> partitions = new ArrayList<>();
    private int[] preferred = new int[0];
    private int[] lacking = new int[0];
    private int[] before = new int[0];
    private int[] after = new int[0];

    Count(Set<BrokerId> able) {
      able.forEach(broker -> this.able.set(broker.value()));
      room(this.able.length());
    }

    void add(TopicSample topic, int partition) {
      int leader = topic.leader().get(partition);
      if (leader < 0) {
        return;
      }
      int first = topic.preferredLeader(partition);
      room(Math.max(leader, first) + 1);
      boolean moves =
          leader != first && able.get(first) && topic.isr().get(partition).contains(first);
      preferred[first]++;
      before[leader]++;
      after[moves ? first : leader]++;
      if (moves) {
        lacking[first]++;
        partitions.add(
            new Assignment(
                topic.topic(),
                partition,
                topic.replicas().get(partition).stream().boxed().toList()));
      }
    }

    private void room(int length) {
      if (length > preferred.length) {
        preferred = Arrays.copyOf(preferred, length);
        lacking = Arrays.copyOf(lacking, length);
        before = Arrays.copyOf(before, length);
        after = Arrays.copyOf(after, length);
      }
    }

    /** Those above zero, and every able broker where these are wanted. */
    private SortedMap<BrokerId, Integer> byId(int[] counts, boolean withAble) {
      SortedMap<BrokerId, Integer> byId = new TreeMap<>();
      for (int broker = 0; broker < counts.length; broker++) {
        if (counts[broker] > 0 || (withAble && able.get(broker))) {
          byId.put(new BrokerId(broker), counts[broker]);
        }
      }
      return byId;
    }

    PreferredElection election() {
      return new PreferredElection(
          new Reassignment(partitions),
          byId(preferred, false),
          byId(lacking, false),
          byId(before, true),
          byId(after, true));
    }
  }
}
