package io.kadvisor.core.advice;

import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.TopicSample;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Some partitions of some topics; a topic without any is not in it. */
record PartitionsByTopic(SortedMap<TopicName, PartitionRanges> topics) {
  private static final int NAMED = 3;
  private static final String KAFKAS_OWN = "__";

  /** Says of one partition of a topic whether it is meant. */
  @FunctionalInterface
  interface Choice {
    boolean includes(TopicSample topic, int partition);
  }

  PartitionsByTopic {
    topics = Collections.unmodifiableSortedMap(new TreeMap<>(topics));
  }

  static PartitionsByTopic where(Collection<TopicSample> samples, Choice choice) {
    SortedMap<TopicName, PartitionRanges> found = new TreeMap<>();
    for (TopicSample topic : samples) {
      int[] partitions =
          IntStream.range(0, topic.partitionCount())
              .filter(p -> choice.includes(topic, p))
              .toArray();
      if (partitions.length > 0) {
        found.put(topic.topic(), PartitionRanges.of(partitions));
      }
    }
    return new PartitionsByTopic(found);
  }

  boolean isEmpty() {
    return topics.isEmpty();
  }

  int count() {
    return topics.values().stream().mapToInt(PartitionRanges::count).sum();
  }

  PartitionsByTopic plus(PartitionsByTopic other) {
    SortedMap<TopicName, PartitionRanges> union = new TreeMap<>(topics);
    other.topics.forEach((topic, ranges) -> union.merge(topic, ranges, PartitionRanges::plus));
    return new PartitionsByTopic(union);
  }

  /** {@code 41 partitions of 12 topics}. */
  String counted() {
    String topicsCounted =
        topics.size() == 1 ? "topic " + topics.firstKey() : Phrase.count(topics.size(), "topic");
    return Phrase.count(count(), "partition") + " of " + topicsCounted;
  }

  /** {@code 1 partition of topic orders goes}, {@code 3 partitions of topic orders go}. */
  String counted(String verbOfOne, String verbOfMany) {
    return counted() + " " + (count() == 1 ? verbOfOne : verbOfMany);
  }

  /**
   * {@code orders 0-3, payments 1 and 2 more}: Kafka's own topics after those that somebody owns.
   */
  String named() {
    List<String> names =
        topics.entrySet().stream()
            .sorted(Comparator.comparing(e -> e.getKey().value().startsWith(KAFKAS_OWN)))
            .map(e -> e.getKey() + " " + e.getValue())
            .toList();
    return Phrase.list(names, NAMED);
  }
}
