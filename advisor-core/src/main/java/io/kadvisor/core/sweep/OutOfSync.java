package io.kadvisor.core.sweep;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.sample.TopicSample.Reassigning;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which followers are out of sync with which leaders, over all partitions of a sweep that have a
 * leader. A replica that a reassignment adds is on its way and does not count.
 *
 * @param partitions how many, by follower and leader
 */
public record OutOfSync(SortedMap<BrokerId, SortedMap<BrokerId, Integer>> partitions) {
  public OutOfSync {
    partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
  }

  public static OutOfSync of(Sweep sweep) {
    SortedMap<BrokerId, SortedMap<BrokerId, Integer>> found = new TreeMap<>();
    for (TopicSample topic : sweep.topics().values()) {
      if (topic.plainlyInSync()) {
        continue;
      }
      Map<Integer, IntColumn> adding = topic.reassigning().isEmpty() ? Map.of() : adding(topic);
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        if (isShort(topic, partition)) {
          count(topic, partition, adding.getOrDefault(partition, IntColumn.empty()), found);
        }
      }
    }
    return new OutOfSync(found);
  }

  private static boolean isShort(TopicSample topic, int partition) {
    return topic.leader().get(partition) >= 0
        && topic.isr().get(partition).size() < topic.replicas().get(partition).size();
  }

  private static void count(
      TopicSample topic,
      int partition,
      IntColumn adding,
      SortedMap<BrokerId, SortedMap<BrokerId, Integer>> found) {
    BrokerId leader = new BrokerId(topic.leader().get(partition));
    IntColumn inSync = topic.isr().get(partition);
    topic.replicas().get(partition).stream()
        .filter(follower -> !inSync.contains(follower) && !adding.contains(follower))
        .forEach(
            follower ->
                found
                    .computeIfAbsent(new BrokerId(follower), id -> new TreeMap<>())
                    .merge(leader, 1, Integer::sum));
  }

  /** Brokers that a running reassignment adds, by partition. */
  public static Map<Integer, IntColumn> adding(TopicSample topic) {
    List<Reassigning> running = topic.reassigning().orElse(List.of());
    Map<Integer, IntColumn> adding = new HashMap<>();
    running.forEach(moving -> adding.put(moving.partition(), moving.adding()));
    return adding;
  }

  /** Leaders with whom this follower is out of sync, and for how many partitions. */
  public SortedMap<BrokerId, Integer> leaders(BrokerId follower) {
    return partitions.getOrDefault(follower, Collections.emptySortedMap());
  }

  /** Partitions of any leader that miss this follower. */
  public int count(BrokerId follower) {
    return leaders(follower).values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Followers that lack partitions of this leader. */
  public Set<BrokerId> followers(BrokerId leader) {
    Set<BrokerId> followers = new TreeSet<>();
    partitions.forEach(
        (follower, leaders) -> {
          if (leaders.containsKey(leader)) {
            followers.add(follower);
          }
        });
    return followers;
  }
}
