package io.kadvisor.api.http;

import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.TopicSample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A topic as the last sweep saw it.
 *
 * @param replicationFactor the least of its partitions
 * @param bytes of all replicas; absent when any is not known
 */
record TopicView(
    String name,
    String topicId,
    boolean internal,
    boolean self,
    int partitions,
    int replicationFactor,
    OptionalInt minInsyncReplicas,
    int offline,
    int underReplicated,
    int underMinIsr,
    OptionalLong bytes,
    Instant observedAt) {

  static TopicView of(TopicSample topic) {
    OptionalInt minimum = topic.minInsyncReplicas();
    return new TopicView(
        topic.topic().value(),
        topic.topicId(),
        topic.internal(),
        topic.self(),
        topic.partitionCount(),
        rows(topic).map(p -> topic.replicas().get(p).size()).min().orElse(0),
        minimum,
        (int) topic.leader().stream().filter(leader -> leader < 0).count(),
        (int) rows(topic).filter(p -> inSync(topic, p) < topic.replicas().get(p).size()).count(),
        (int) rows(topic).filter(p -> inSync(topic, p) < minimum.orElse(0)).count(),
        bytes(topic),
        topic.sweepAt());
  }

  private static IntStream rows(TopicSample topic) {
    return IntStream.range(0, topic.partitionCount());
  }

  private static int inSync(TopicSample topic, int partition) {
    return topic.isr().get(partition).size();
  }

  private static OptionalLong bytes(TopicSample topic) {
    long sum = 0;
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      for (int replica = 0; replica < topic.replicas().get(partition).size(); replica++) {
        if (partition >= topic.replicaBytes().size()
            || !topic.replicaBytes().get(partition).has(replica)) {
          return OptionalLong.empty();
        }
        sum += topic.replicaBytes().get(partition).get(replica);
      }
    }
    return OptionalLong.of(sum);
  }

  /**
   * Some of a topic's partitions, a column a fact; all columns have the same rows, or none when not
   * observed.
   *
   * @param first number of the first row
   */
  record Partitions(
      String topic,
      int partitions,
      int first,
      List<Integer> leader,
      List<IntColumn> replicas,
      List<IntColumn> isr,
      List<Optional<Long>> earliest,
      List<Optional<Long>> latest,
      List<Optional<Long>> stable,
      List<LongColumn> replicaBytes) {

    static Partitions of(TopicSample topic, int first, int limit) {
      int from = Math.min(first, topic.partitionCount());
      int to = Math.min(topic.partitionCount(), from + limit);
      return new Partitions(
          topic.topic().value(),
          topic.partitionCount(),
          from,
          IntStream.range(from, to).mapToObj(topic.leader()::get).toList(),
          topic.replicas().subList(from, to),
          topic.isr().subList(from, to),
          cut(topic.earliest(), from, to),
          cut(topic.latest(), from, to),
          cut(topic.stable(), from, to),
          topic.replicaBytes().isEmpty() ? List.of() : topic.replicaBytes().subList(from, to));
    }

    private static List<Optional<Long>> cut(LongColumn column, int from, int to) {
      return column.size() == 0
          ? List.of()
          : IntStream.range(from, to)
              .mapToObj(
                  row -> column.has(row) ? Optional.of(column.get(row)) : Optional.<Long>empty())
              .toList();
    }
  }
}
