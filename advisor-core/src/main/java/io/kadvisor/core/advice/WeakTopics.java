package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The topics of a weak-topic incident that the sweep still sees.
 *
 * @param enough copies that each partition should have: the limit that the findings were held
 *     against
 */
record WeakTopics(SortedMap<TopicName, TopicSample> topics, int enough) {
  /**
   * Copies that survive a failure during maintenance (Apache Kafka operations guide; MSK developer
   * guide, best practices).
   */
  private static final int STANDARD = 3;

  private static final int NAMED = 3;

  WeakTopics {
    topics = Collections.unmodifiableSortedMap(new TreeMap<>(topics));
  }

  static WeakTopics of(Incident incident, Sweep sweep) {
    SortedMap<TopicName, TopicSample> seen =
        incident
            .findings()
            .map(Finding::subject)
            .filter(subject -> subject.kind() == Subject.Kind.TOPIC)
            .map(subject -> sweep.topics().get(new TopicName(subject.name())))
            .filter(Objects::nonNull)
            .collect(Collectors.toMap(TopicSample::topic, t -> t, (a, b) -> a, TreeMap::new));
    return new WeakTopics(seen, enough(incident));
  }

  /** The policy may ask for more than the standard, or for less. */
  private static int enough(Incident incident) {
    return incident
        .findings()
        .filter(finding -> finding.cause().equals("factor-low"))
        .flatMap(finding -> finding.evidence().stream())
        .filter(evidence -> evidence.metric().equals("replication.factor"))
        .flatMap(evidence -> evidence.threshold().stream())
        .mapToInt(threshold -> (int) threshold.value())
        .max()
        .orElse(STANDARD);
  }

  /** Topics to be raised, with the factor that each is to have. */
  SortedMap<TopicName, Integer> wanted() {
    SortedMap<TopicName, Integer> wanted = new TreeMap<>();
    topics.forEach(
        (name, topic) -> {
          if (factor(topic) < enough) {
            wanted.put(name, Math.max(enough, minimum(topic) + 1));
          }
        });
    return wanted;
  }

  /** Topics with copies enough, whose minimum is to come down, with what it is to be. */
  SortedMap<TopicName, Integer> lowerable() {
    SortedMap<TopicName, Integer> lowerable = new TreeMap<>();
    topics.forEach(
        (name, topic) -> {
          if (factor(topic) >= enough && minimum(topic) >= factor(topic)) {
            lowerable.put(name, factor(topic) - 1);
          }
        });
    return lowerable;
  }

  PartitionsByTopic partitions() {
    return PartitionsByTopic.where(topics.values(), (topic, p) -> true);
  }

  private static int factor(TopicSample topic) {
    return topic.replicas().stream().mapToInt(IntColumn::size).min().orElse(0);
  }

  private static int minimum(TopicSample topic) {
    return topic.minInsyncReplicas().orElse(1);
  }

  String[] titlesOfLowFactor() {
    if (topics.size() != 1) {
      return titles("keep fewer than " + Phrase.copies(enough));
    }
    TopicSample only = topics.get(topics.firstKey());
    String whole =
        only.partitionCount() == 1 ? "partition" : Phrase.count(only.partitionCount(), "partition");
    String what = "keeps " + Phrase.copies(factor(only)) + " of its " + whole;
    return new String[] {
      "Topic " + only.topic() + " " + what, "A topic " + what + ": " + only.topic()
    };
  }

  String[] titlesOfTightMinimum() {
    if (topics.size() != 1) {
      return titles("refuse writes once any broker is away");
    }
    TopicName only = topics.firstKey();
    String what = "refuses writes once any of its brokers is away";
    return new String[] {"Topic " + only + " " + what, "A topic " + what + ": " + only};
  }

  private String[] titles(String what) {
    String counted = Phrase.count(topics.size(), "topic") + " " + what;
    return new String[] {counted + ": " + names(), counted};
  }

  private String names() {
    return Phrase.list(topics.keySet().stream().map(TopicName::value).toList(), NAMED);
  }

  String described() {
    return Phrase.list(
        topics.values().stream()
            .map(
                t ->
                    t.topic()
                        + " (factor "
                        + factor(t)
                        + minimumOf(t)
                        + ", "
                        + Phrase.count(t.partitionCount(), "partition")
                        + ")")
            .toList(),
        6);
  }

  private static String minimumOf(TopicSample topic) {
    return topic.minInsyncReplicas().isPresent() ? ", min ISR " + minimum(topic) : "";
  }

  String impact() {
    Replication replication = new Replication(topics.values());
    boolean fails = !replication.offline().isEmpty() || !replication.refusing().isEmpty();
    return fails ? Impact.of(replication.offline(), replication.refusing()) : "Nothing fails now.";
  }

  String forecast(ClusterView view) {
    long single = partitions(1).count();
    String lost =
        single == 0
            ? ""
            : " "
                + Phrase.count(single, "partition")
                + " with one copy "
                + (single == 1 ? "is" : "are")
                + " lost for good if that broker's disk is.";
    return NextLoss.forecast(new Replication(topics.values()), view) + lost;
  }

  private PartitionsByTopic partitions(int copies) {
    return PartitionsByTopic.where(
        topics.values(), (topic, p) -> topic.replicas().get(p).size() == copies);
  }
}
