package io.kadvisor.collector.admin;

import io.kadvisor.collector.facts.SeenTopic;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.NotSeen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Topics with their partitions: the list, then all of them by id in one request (by name it would
 * be a request for each 2,000 partitions). A topic that is deleted in between is gone, and one that
 * was made again under the same name has another id and comes with the next sweep.
 */
final class TopicCalls {
  private TopicCalls() {}

  /** Topics and those whose description was refused. */
  record Topics(List<SeenTopic> topics, List<NotSeen> notSeen) {}

  static Outcome<Topics> read(Admin admin, Duration time) throws InterruptedException {
    Deadline deadline = Deadline.in(time);
    Outcome<Collection<TopicListing>> listed =
        Outcome.of(
            admin
                .listTopics(
                    new ListTopicsOptions().listInternal(true).timeoutMs((int) time.toMillis()))
                .listings(),
            deadline);
    if (listed.failure().isPresent()) {
      return Outcome.failed(listed.failure().get());
    }
    return describe(admin, listed.value().orElseThrow(), time);
  }

  /** Brokers before 2.8 give topics no id, and those before 3.1 describe none by it. */
  private static Outcome<Topics> describe(
      Admin admin, Collection<TopicListing> listed, Duration time) throws InterruptedException {
    if (listed.stream().anyMatch(listing -> listing.topicId().equals(Uuid.ZERO_UUID))) {
      return taken(listed, byName(admin, listed, time), time);
    }
    Outcome<Topics> outcome = taken(listed, byId(admin, listed, time), time);
    return outcome.failedWith(UnsupportedVersionException.class)
        ? taken(listed, byName(admin, listed, time), time)
        : outcome;
  }

  private static Map<String, KafkaFuture<TopicDescription>> byId(
      Admin admin, Collection<TopicListing> listed, Duration time) {
    Map<Uuid, KafkaFuture<TopicDescription>> byId =
        admin
            .describeTopics(
                TopicCollection.ofTopicIds(listed.stream().map(TopicListing::topicId).toList()),
                new DescribeTopicsOptions().timeoutMs((int) time.toMillis()))
            .topicIdValues();
    return listed.stream()
        .collect(Collectors.toMap(TopicListing::name, listing -> byId.get(listing.topicId())));
  }

  private static Map<String, KafkaFuture<TopicDescription>> byName(
      Admin admin, Collection<TopicListing> listed, Duration time) {
    return admin
        .describeTopics(
            TopicCollection.ofTopicNames(listed.stream().map(TopicListing::name).toList()),
            new DescribeTopicsOptions().timeoutMs((int) time.toMillis()))
        .topicNameValues();
  }

  private static Outcome<Topics> taken(
      Collection<TopicListing> listed,
      Map<String, KafkaFuture<TopicDescription>> described,
      Duration time)
      throws InterruptedException {
    Deadline deadline = Deadline.in(time);
    List<SeenTopic> topics = new ArrayList<>();
    List<NotSeen> notSeen = new ArrayList<>();
    for (TopicListing listing : listed) {
      Outcome<TopicDescription> outcome = Outcome.of(described.get(listing.name()), deadline);
      outcome.value().map(TopicCalls::topic).ifPresent(topics::add);
      if (outcome.failure().isPresent() && !isGone(outcome)) {
        Throwable failure = outcome.failure().get();
        if (!(failure instanceof AuthorizationException)) {
          return Outcome.failed(failure);
        }
        var subject = Subject.of(new TopicName(listing.name()));
        notSeen.add(Refusals.notSeen(Fact.TOPIC_PARTITIONS, subject, failure));
      }
    }
    return Outcome.succeeded(new Topics(topics, notSeen));
  }

  private static boolean isGone(Outcome<?> outcome) {
    return outcome.failedWith(UnknownTopicIdException.class)
        || outcome.failedWith(UnknownTopicOrPartitionException.class);
  }

  private static SeenTopic topic(TopicDescription description) {
    int size = description.partitions().size();
    int[] leaders = new int[size];
    IntColumn[] replicas = new IntColumn[size];
    IntColumn[] isr = new IntColumn[size];
    for (TopicPartitionInfo partition : description.partitions()) {
      Node leader = partition.leader();
      leaders[partition.partition()] = leader == null || leader.isEmpty() ? -1 : leader.id();
      replicas[partition.partition()] = ids(partition.replicas());
      isr[partition.partition()] = ids(partition.isr());
    }
    return new SeenTopic(
        new TopicName(description.name()),
        id(description),
        description.isInternal(),
        IntColumn.of(leaders),
        List.of(replicas),
        List.of(isr),
        List.of());
  }

  /** A topic without an id is known by its name: another under the same name is not told apart. */
  private static String id(TopicDescription description) {
    return description.topicId().equals(Uuid.ZERO_UUID)
        ? "name:" + description.name()
        : description.topicId().toString();
  }

  private static IntColumn ids(List<Node> nodes) {
    return IntColumn.of(nodes.stream().mapToInt(Node::id).toArray());
  }
}
