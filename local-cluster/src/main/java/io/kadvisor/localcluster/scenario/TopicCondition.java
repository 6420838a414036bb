package io.kadvisor.localcluster.scenario;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigResource;

/** What is true of topics. */
interface TopicCondition extends Condition {
  /** All partitions of one topic (none if it does not exist) or of all. */
  static Stream<ClusterView.Partition> partitions(ClusterView view, Optional<String> topic) {
    var topics = view.topics();
    return topic
        .map(name -> topics.getOrDefault(name, List.of()).stream())
        .orElseGet(() -> topics.values().stream().flatMap(List::stream));
  }

  private static String name(Optional<String> topic) {
    return topic.map(name -> "topic " + name).orElse("all topics");
  }

  /** Every replica is in sync. */
  record FullIsr(Optional<String> topic) implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      return partitions(view, topic).allMatch(ClusterView.Partition::isFull);
    }

    @Override
    public String describe() {
      return name(topic) + " in sync";
    }
  }

  /**
   * Partitions have lost this replica from their ISR.
   *
   * @param leaders by how many different brokers such partitions are led, at least
   */
  record IsrWithout(Optional<String> topic, int broker, int leaders) implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      return partitions(view, topic)
              .filter(partition -> partition.replicas().contains(broker))
              .filter(partition -> !partition.isr().contains(broker))
              .map(ClusterView.Partition::leader)
              .distinct()
              .count()
          >= leaders;
    }

    @Override
    public String describe() {
      return "the ISR in "
          + name(topic)
          + " without broker "
          + broker
          + (leaders > 1 ? " at " + leaders + " leaders" : "");
    }
  }

  /** A partition that has so many replicas has fewer in sync. */
  record IsrBelow(Optional<String> topic, int replicas) implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      return partitions(view, topic)
          .filter(partition -> partition.replicas().size() >= replicas)
          .anyMatch(partition -> partition.isr().size() < replicas);
    }

    @Override
    public String describe() {
      return "a partition of " + name(topic) + " with fewer than " + replicas + " in sync";
    }
  }

  /** A partition has no leader. */
  record Leaderless(String topic) implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      return partitions(view, Optional.of(topic))
          .anyMatch(partition -> partition.leader().isEmpty());
    }

    @Override
    public String describe() {
      return "a partition of topic " + topic + " without leader";
    }
  }

  /** Producers that want all replicas are told that there are not enough. */
  record RefusesWrites(String topic) implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      return view.refusesWrites(topic);
    }

    @Override
    public String describe() {
      return "writes to topic " + topic + " refused";
    }
  }

  /** Every leader is the first replica. */
  record LeadersPreferred(Optional<String> topic) implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      return partitions(view, topic).allMatch(ClusterView.Partition::isLedByPreferred);
    }

    @Override
    public String describe() {
      return name(topic) + " led by the preferred replicas";
    }
  }

  /** At least one leader is not the first replica. */
  record LeadersNotPreferred(Optional<String> topic) implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      return !partitions(view, topic).allMatch(ClusterView.Partition::isLedByPreferred);
    }

    @Override
    public String describe() {
      return name(topic) + " led by other than the preferred replicas";
    }
  }

  /** A broker holds so many replicas of a topic, in sync. */
  record ReplicasOn(String topic, int broker, int count) implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      return partitions(view, Optional.of(topic))
              .filter(partition -> partition.isr().contains(broker))
              .count()
          == count;
    }

    @Override
    public String describe() {
      return "broker " + broker + " with " + count + " replicas of topic " + topic;
    }
  }

  /** Settings that were made while it runs; an empty value: not made. */
  record Settings(ConfigResource resource, Map<String, Optional<String>> wanted)
      implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      Map<String, String> made = view.settings(resource);
      return wanted.entrySet().stream()
          .allMatch(
              entry -> Optional.ofNullable(made.get(entry.getKey())).equals(entry.getValue()));
    }

    @Override
    public String describe() {
      return String.join(", ", wanted.keySet()) + " of " + resource.name() + " as said";
    }
  }

  /** One broker leads every partition and is meant to. */
  record LedBy(String topic, int broker) implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      return exists(view, topic)
          && partitions(view, Optional.of(topic))
              .allMatch(
                  partition ->
                      partition.isLedByPreferred() && partition.replicas().get(0) == broker);
    }

    @Override
    public String describe() {
      return "topic " + topic + " led by broker " + broker + " alone";
    }
  }

  /** No broker leads two partitions more than another, and every leader is the first replica. */
  record LedEvenly(String topic) implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      Map<Integer, Long> leads =
          partitions(view, Optional.of(topic))
              .filter(ClusterView.Partition::isLedByPreferred)
              .collect(
                  Collectors.groupingBy(
                      partition -> partition.replicas().get(0), Collectors.counting()));
      LongSummaryStatistics counts =
          view.known().stream()
              .mapToLong(broker -> leads.getOrDefault(broker, 0L))
              .summaryStatistics();
      return exists(view, topic)
          && counts.getSum() == partitions(view, Optional.of(topic)).count()
          && counts.getMax() - counts.getMin() <= 1;
    }

    @Override
    public String describe() {
      return "topic " + topic + " led evenly";
    }
  }

  /** Every partition has that many replicas, in sync. */
  record Replicas(String topic, int factor) implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      return exists(view, topic)
          && partitions(view, Optional.of(topic))
              .allMatch(partition -> partition.replicas().size() == factor && partition.isFull());
    }

    @Override
    public String describe() {
      return "topic " + topic + " with " + factor + " replicas";
    }
  }

  /** The topic is there. */
  record Exists(String topic) implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      return exists(view, topic);
    }

    @Override
    public String describe() {
      return "topic " + topic + " there";
    }
  }

  /** The topic is not there. */
  record Gone(String topic) implements TopicCondition {
    @Override
    public boolean holds(ClusterView view) {
      return !exists(view, topic);
    }

    @Override
    public String describe() {
      return "topic " + topic + " gone";
    }
  }

  private static boolean exists(ClusterView view, String topic) {
    return view.topics().containsKey(topic);
  }
}
