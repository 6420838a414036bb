package io.kadvisor.executor.wave;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * Which replicas copy slowly, and how slowly.
 *
 * @param bytesPerSecond that each broker sends to them, and takes in for them
 * @param brokers that copy
 * @param sources brokers that have the replicas already, by partition
 * @param targets brokers that get them, by partition
 */
public record Throttling(
    long bytesPerSecond,
    Set<Integer> brokers,
    Map<TopicPartition, List<Integer>> sources,
    Map<TopicPartition, List<Integer>> targets) {
  public Throttling {
    brokers = Set.copyOf(brokers);
    sources = Map.copyOf(sources);
    targets = Map.copyOf(targets);
  }

  /** On brokers that are there; others take no settings. */
  static Throttling of(WaveOrder wave, long bytesPerSecond, Set<Integer> there) {
    Set<Integer> brokers = new TreeSet<>();
    Map<TopicPartition, List<Integer>> sources = new HashMap<>();
    Map<TopicPartition, List<Integer>> targets = new HashMap<>();
    for (Move move : wave.reassigned()) {
      if (!move.added().isEmpty()) {
        brokers.addAll(move.from());
        brokers.addAll(move.added());
        sources.put(move.partition(), move.from());
        targets.put(move.partition(), List.copyOf(move.added()));
      }
    }
    brokers.retainAll(there);
    return new Throttling(bytesPerSecond, brokers, sources, targets);
  }

  Throttling without(Set<Integer> gone) {
    Set<Integer> others = new TreeSet<>(brokers);
    others.removeAll(gone);
    return new Throttling(bytesPerSecond, others, sources, targets);
  }

  /** Topics of its replicas. */
  public Set<String> topics() {
    Set<String> topics = new TreeSet<>();
    sources.keySet().forEach(partition -> topics.add(partition.topic()));
    return topics;
  }
}
