package io.kadvisor.collector.admin;

import io.kadvisor.collector.facts.SeenTopic;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.NotSeen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Eligible leader replicas (KIP-966). Only {@code DescribeTopicPartitions} tells them, a request
 * for each 2,000 partitions, and a replica becomes eligible only while the ISR is smaller than
 * {@code min.insync.replicas}: so only topics with a partition that lost members of its ISR are
 * asked for, and the others have none.
 */
final class EligibleCalls {
  private static final String FEATURE = "eligible.leader.replicas.version";

  /** The topics with their eligible leaders, where they were told. */
  record Eligible(List<SeenTopic> topics, List<NotSeen> notSeen) {}

  private EligibleCalls() {}

  static Eligible read(
      Admin admin, List<SeenTopic> topics, Map<String, Integer> features, Duration time)
      throws InterruptedException {
    if (!possible(features)) {
      return new Eligible(topics, List.of(off(features)));
    }
    var asked = ask(admin, topics.stream().filter(EligibleCalls::shrunk).toList(), time);
    Deadline deadline = Deadline.in(time);
    List<SeenTopic> seen = new ArrayList<>();
    List<NotSeen> notSeen = new ArrayList<>();
    for (SeenTopic topic : topics) {
      KafkaFuture<TopicDescription> future = asked.get(topic.name().value());
      if (future == null) {
        seen.add(topic.withEligible(nobody(topic.partitions())));
        continue;
      }
      Outcome<TopicDescription> outcome = Outcome.of(future, deadline);
      seen.add(outcome.value().map(told -> with(topic, told)).orElse(topic));
      outcome
          .failure()
          .filter(why -> !(why instanceof UnknownTopicOrPartitionException))
          .map(why -> Refusals.notSeen(Fact.ELIGIBLE_LEADERS, Subject.of(topic.name()), why))
          .ifPresent(notSeen::add);
    }
    return new Eligible(seen, notSeen);
  }

  /** Whether the cluster keeps them at all. */
  static boolean possible(Map<String, Integer> features) {
    return features.getOrDefault(FEATURE, 0) > 0;
  }

  private static NotSeen off(Map<String, Integer> features) {
    return features.isEmpty()
        ? new NotSeen(
            Fact.ELIGIBLE_LEADERS,
            Optional.empty(),
            "without the cluster's features nobody knows whether it has them",
            Optional.of("it comes with Kafka " + Fact.ELIGIBLE_LEADERS.since()))
        : new NotSeen(
            Fact.ELIGIBLE_LEADERS,
            Optional.empty(),
            "the feature " + FEATURE + " is not finalized in this cluster",
            Optional.of(
                "with Kafka %s or later: kafka-features.sh upgrade --feature %s=1"
                    .formatted(Fact.ELIGIBLE_LEADERS.since(), FEATURE)));
  }

  private static boolean shrunk(SeenTopic topic) {
    for (int partition = 0; partition < topic.partitions(); partition++) {
      if (topic.isr().get(partition).size() < topic.replicas().get(partition).size()) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, KafkaFuture<TopicDescription>> ask(
      Admin admin, List<SeenTopic> topics, Duration time) {
    return topics.isEmpty()
        ? Map.of()
        : admin
            .describeTopics(
                TopicCollection.ofTopicNames(topics.stream().map(t -> t.name().value()).toList()),
                new DescribeTopicsOptions().timeoutMs((int) time.toMillis()))
            .topicNameValues();
  }

  private static List<IntColumn> nobody(int partitions) {
    return Collections.nCopies(partitions, IntColumn.empty());
  }

  /** A topic that was made again or grew in between keeps what its first description said. */
  private static SeenTopic with(SeenTopic topic, TopicDescription told) {
    boolean same = told.topicId().toString().equals(topic.id());
    if (!same || told.partitions().size() != topic.partitions()) {
      return topic;
    }
    List<IntColumn> rows = new ArrayList<>(nobody(topic.partitions()));
    for (TopicPartitionInfo partition : told.partitions()) {
      if (partition.elr() == null) {
        return topic;
      }
      int[] ids = partition.elr().stream().mapToInt(Node::id).toArray();
      rows.set(partition.partition(), IntColumn.of(ids));
    }
    return topic.withEligible(rows);
  }
}
