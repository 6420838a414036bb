package io.kadvisor.core.advice;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.IntStream;

/** How well the partitions of a sweep are held, and what one broker fewer would do to them. */
record Replication(Collection<TopicSample> topics) {
  private static final int NO_LEADER = -1;

  /** What stops when one more broker is lost. */
  record Loss(BrokerId broker, PartitionsByTopic offline, PartitionsByTopic refusing) {
    boolean hurts() {
      return !offline.isEmpty() || !refusing.isEmpty();
    }
  }

  PartitionsByTopic offline() {
    return PartitionsByTopic.where(topics, Replication::offline);
  }

  PartitionsByTopic underReplicated() {
    return PartitionsByTopic.where(topics, Replication::under);
  }

  /** Have a leader and too few copies for {@code acks=all}. */
  PartitionsByTopic refusing() {
    return PartitionsByTopic.where(topics, (topic, p) -> !offline(topic, p) && spare(topic, p) < 0);
  }

  /** Partitions whose copy on a broker is not in sync. */
  PartitionsByTopic missingOn(BrokerId broker) {
    return PartitionsByTopic.where(topics, (topic, p) -> missing(topic, p, broker.value()));
  }

  /** Partitions that a broker is first choice to lead. */
  PartitionsByTopic preferring(BrokerId broker) {
    return PartitionsByTopic.where(
        topics, (topic, p) -> topic.replicas().get(p).get(0) == broker.value());
  }

  /**
   * The fewest copies in sync among partitions that a broker misses; absent when it misses none.
   */
  Optional<Integer> fewestCopies(BrokerId broker) {
    return topics.stream()
        .flatMap(
            topic ->
                missingOn(List.of(topic), broker).topics().values().stream()
                    .flatMap(ranges -> ranges.stream().boxed())
                    .map(p -> topic.isr().get(p).size()))
        .min(Comparator.naturalOrder());
  }

  private static PartitionsByTopic missingOn(List<TopicSample> topics, BrokerId broker) {
    return new Replication(topics).missingOn(broker);
  }

  /** The broker whose loss would hurt most, if any would. */
  Optional<Loss> worstNextLoss(SortedSet<BrokerId> alive) {
    Comparator<Loss> harm =
        Comparator.comparingInt((Loss loss) -> loss.offline().count())
            .thenComparingInt(loss -> loss.refusing().count())
            .thenComparing(Loss::broker, Comparator.reverseOrder());
    Replication onTheEdge =
        new Replication(topics.stream().filter(Replication::mayBeHurt).toList());
    return alive.stream().map(onTheEdge::loss).filter(Loss::hurts).max(harm);
  }

  /**
   * Has a partition that one more loss would stop; the others need not be asked for each broker.
   */
  private static boolean mayBeHurt(TopicSample topic) {
    return IntStream.range(0, topic.partitionCount())
        .anyMatch(p -> topic.isr().get(p).size() == 1 || spare(topic, p) == 0);
  }

  /** What stops when this broker is lost. */
  Loss loss(BrokerId broker) {
    return new Loss(
        broker,
        PartitionsByTopic.where(
            topics, (topic, p) -> inSync(topic, p, broker) && topic.isr().get(p).size() == 1),
        PartitionsByTopic.where(
            topics,
            (topic, p) ->
                inSync(topic, p, broker) && topic.isr().get(p).size() > 1 && spare(topic, p) == 0));
  }

  private static boolean inSync(TopicSample topic, int partition, BrokerId broker) {
    return !offline(topic, partition) && topic.isr().get(partition).contains(broker.value());
  }

  private static boolean missing(TopicSample topic, int partition, int broker) {
    IntColumn isr = topic.isr().get(partition);
    return topic.replicas().get(partition).contains(broker)
        && (!isr.contains(broker) || offline(topic, partition));
  }

  private static boolean under(TopicSample topic, int partition) {
    return topic.isr().get(partition).size() < topic.replicas().get(partition).size();
  }

  private static boolean offline(TopicSample topic, int partition) {
    return topic.leader().get(partition) == NO_LEADER;
  }

  /**
   * Copies in sync beyond those that {@code acks=all} needs; none can be missed where that is not
   * known.
   */
  private static int spare(TopicSample topic, int partition) {
    return topic.isr().get(partition).size() - topic.neededInSync(partition).orElse(1);
  }
}
