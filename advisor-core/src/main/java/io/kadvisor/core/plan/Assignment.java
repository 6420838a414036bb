package io.kadvisor.core.plan;

import io.kadvisor.model.TopicName;
import java.util.Comparator;
import java.util.List;

/**
 * The replicas of one partition.
 *
 * @param replicas broker ids, the preferred leader first
 */
public record Assignment(TopicName topic, int partition, List<Integer> replicas)
    implements Comparable<Assignment> {
  private static final Comparator<Assignment> ORDER =
      Comparator.comparing(Assignment::topic).thenComparingInt(Assignment::partition);

  public Assignment {
    replicas = List.copyOf(replicas);
  }

  @Override
  public int compareTo(Assignment other) {
    return ORDER.compare(this, other);
  }

  String toJson() {
    return "{\"topic\":%s,\"partition\":%d,\"replicas\":[%s]}"
        .formatted(
            Json.string(topic.value()),
            partition,
            String.join(",", replicas.stream().map(String::valueOf).toList()));
  }

  String toElectionJson() {
    return "{\"topic\":%s,\"partition\":%d}".formatted(Json.string(topic.value()), partition);
  }
}
