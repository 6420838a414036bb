package io.kadvisor.core.rule.broker;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.UserTopics;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many partitions of user topics prefer each listed broker as their leader, and how that could
 * be evened out by changing the order of replicas alone.
 */
final class PreferredOrder {
  /** Makes {@code to} the first replica of a partition, in place of {@code from}. */
  record Change(TopicName topic, int partition, BrokerId from, BrokerId to) {}

  private final List<TopicSample> topics;
  private final NavigableMap<Integer, Integer> counts = new TreeMap<>();
  private int all;

  private PreferredOrder(List<TopicSample> topics) {
    this.topics = topics;
  }

  /**
   * Absent when a broker that holds replicas is not listed: an order is judged with everybody
   * there. Or when all of them leave.
   *
   * @param leaving brokers that are to be emptied: the others are compared
   */
  static Optional<PreferredOrder> of(Sweep sweep, Collection<BrokerId> leaving) {
    var order = new PreferredOrder(UserTopics.of(sweep));
    var listed = new BitSet();
    sweep.brokers().values().stream()
        .filter(broker -> broker.membership() == Membership.LISTED)
        .forEach(broker -> listed.set(broker.broker().value()));
    boolean counted = order.count(listed);
    leaving.forEach(broker -> order.counts.remove(broker.value()));
    return counted && !order.counts.isEmpty() ? Optional.of(order) : Optional.empty();
  }

  /** False when a replica is on a broker that is not listed. Plain loops: it runs each sweep. */
  private boolean count(BitSet listed) {
    int[] preferred = new int[listed.length()];
    for (TopicSample topic : topics) {
      for (IntColumn replicas : topic.replicas()) {
        if (!areListed(replicas, listed)) {
          return false;
        }
        preferred[replicas.get(0)]++;
        all++;
      }
    }
    listed.stream().forEach(broker -> counts.put(broker, preferred[broker]));
    return true;
  }

  private static boolean areListed(IntColumn replicas, BitSet listed) {
    for (int replica = 0; replica < replicas.size(); replica++) {
      if (!listed.get(replicas.get(replica))) {
        return false;
      }
    }
    return true;
  }

  NavigableMap<Integer, Integer> counts() {
    return counts;
  }

  /** Once those that leave are first no more. */
  double mean() {
    return all / (double) counts.size();
  }

  int maximum() {
    return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** The broker that most partitions prefer, the lowest id among equals. */
  BrokerId busiest() {
    int most = maximum();
    return counts.entrySet().stream()
        .filter(count -> count.getValue() == most)
        .map(count -> new BrokerId(count.getKey()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Changes, one after the other, after which no broker has more than a limit; absent when there
   * are none.
   */
  Optional<List<Change>> lowerTo(int limit) {
    NavigableMap<Integer, Integer> left = new TreeMap<>(counts);
    List<Change> changes = new ArrayList<>();
    topics.forEach(topic -> lower(topic, limit, left, changes));
    boolean low = left.values().stream().allMatch(count -> count <= limit);
    return low ? Optional.of(changes) : Optional.empty();
  }

  private static void lower(
      TopicSample topic, int limit, NavigableMap<Integer, Integer> left, List<Change> changes) {
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      int from = topic.preferredLeader(partition);
      if (left.getOrDefault(from, 0) > limit) {
        int to = least(topic.replicas().get(partition), left);
        if (left.getOrDefault(to, limit) < limit) {
          left.merge(from, -1, Integer::sum);
          left.merge(to, 1, Integer::sum);
          changes.add(new Change(topic.topic(), partition, new BrokerId(from), new BrokerId(to)));
        }
      }
    }
  }

  /** The replica that leads least; the present preferred leader only if it is alone. */
  private static int least(IntColumn replicas, NavigableMap<Integer, Integer> counts) {
    int least = replicas.get(replicas.size() > 1 ? 1 : 0);
    for (int replica = 2; replica < replicas.size(); replica++) {
      int other = replicas.get(replica);
      least = count(other, counts) < count(least, counts) ? other : least;
    }
    return least;
  }

  /** Of one that leaves more than any has. */
  private static int count(int broker, NavigableMap<Integer, Integer> counts) {
    return counts.getOrDefault(broker, Integer.MAX_VALUE);
  }
}
