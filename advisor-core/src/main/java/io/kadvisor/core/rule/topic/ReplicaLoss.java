package io.kadvisor.core.rule.topic;

import io.kadvisor.core.sweep.OutOfSync;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The partitions of one topic that lack replicas, and the brokers that should hold them.
 *
 * @param missing how many of the partitions each broker should hold in sync and does not
 * @param adding the same of replicas that a running reassignment adds
 * @param behind followers that each leader misses; leaderless partitions are not in it
 */
record ReplicaLoss(
    TopicSample topic,
    PartitionRanges partitions,
    SortedMap<BrokerId, Integer> missing,
    SortedMap<BrokerId, Integer> adding,
    SortedMap<BrokerId, SortedSet<BrokerId>> behind) {

  private static final SortedMap<BrokerId, Integer> NOBODY = Collections.emptySortedMap();

  /** Of those that are concerned among the partitions that lack replicas in sync. */
  static ReplicaLoss ofShort(TopicSample topic, IntPredicate concerned) {
    return topic.plainlyInSync() ? none(topic) : of(topic, concerned);
  }

  private static ReplicaLoss none(TopicSample topic) {
    return new ReplicaLoss(
        topic, PartitionRanges.none(), NOBODY, NOBODY, Collections.emptySortedMap());
  }

  static ReplicaLoss of(TopicSample topic, IntPredicate concerned) {
    PartitionRanges partitions = PartitionRanges.where(topic.partitionCount(), concerned);
    if (partitions.isEmpty()) {
      return none(topic);
    }
    var loss =
        new ReplicaLoss(topic, partitions, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    Map<Integer, IntColumn> moving = OutOfSync.adding(topic);
    partitions.stream().forEach(p -> loss.add(p, moving.getOrDefault(p, IntColumn.empty())));
    return loss;
  }

  private void add(int partition, IntColumn moving) {
    int leader = topic.leader().get(partition);
    blamed(topic, partition)
        .forEach(
            id -> {
              var broker = new BrokerId(id);
              boolean onItsWay = moving.contains(id) && leader >= 0;
              (onItsWay ? adding : missing).merge(broker, 1, Integer::sum);
              if (leader >= 0 && !onItsWay) {
                behind.computeIfAbsent(new BrokerId(leader), l -> new TreeSet<>()).add(broker);
              }
            });
  }

  /**
   * Without a leader it is the last in sync that are missed: the others could not lead, were they
   * there or not.
   */
  private static IntStream blamed(TopicSample topic, int partition) {
    IntColumn replicas = topic.replicas().get(partition);
    IntColumn inSync = topic.isr().get(partition);
    if (!leaderless(topic, partition)) {
      return replicas.stream().filter(broker -> !inSync.contains(broker));
    }
    return inSync.isEmpty() ? replicas.stream() : inSync.stream();
  }

  static boolean leaderless(TopicSample topic, int partition) {
    return topic.leader().get(partition) < 0;
  }

  /** Replicas of a partition that are in sync; the count that Kafka compares with the minimum. */
  static int inSync(TopicSample topic, int partition) {
    return topic.isr().get(partition).size();
  }

  static int factor(TopicSample topic, int partition) {
    return topic.replicas().get(partition).size();
  }

  /** All partitions have a leader, so what is behind tells everything. */
  boolean led() {
    return partitions.stream().noneMatch(partition -> leaderless(topic, partition));
  }
}
