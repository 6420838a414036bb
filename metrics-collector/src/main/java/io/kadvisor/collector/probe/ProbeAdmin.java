package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The probe's topic over the Admin API. */
final class ProbeAdmin implements AutoCloseable {
  /**
   * Ten minutes of records, in a segment that rolls as often; a record that was lost is gone soon.
   */
  private static final Map<String, String> CONFIG =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG, "600000",
          TopicConfig.SEGMENT_MS_CONFIG, "600000",
          TopicConfig.SEGMENT_BYTES_CONFIG, "1048576",
          TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1");

  private final Map<String, String> client;
  private final String topic;
  private Optional<Admin> admin = Optional.empty();

  ProbeAdmin(Map<String, String> client, String topic) {
    this.client = client;
    this.topic = topic;
  }

  ProbeLayout layout() throws InterruptedException {
    DescribeClusterResult cluster = admin().describeCluster();
    var description = admin().describeTopics(List.of(topic)).topicNameValues().get(topic);
    var brokers = new TreeMap<BrokerId, Optional<String>>();
    for (Node node : get(cluster.nodes())) {
      brokers.put(new BrokerId(node.id()), Optional.ofNullable(node.rack()));
    }
    return new ProbeLayout(brokers, placed(description));
  }

  private List<ProbeLayout.Placed> placed(KafkaFuture<TopicDescription> description)
      throws InterruptedException {
    try {
      return get(description).partitions().stream().map(ProbeAdmin::placed).toList();
    } catch (ProbeRefused e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return List.of();
      }
      throw e;
    }
  }

  private static ProbeLayout.Placed placed(TopicPartitionInfo partition) {
    return new ProbeLayout.Placed(
        Optional.ofNullable(partition.leader())
            .filter(node -> !node.isEmpty())
            .map(node -> new BrokerId(node.id())),
        partition.replicas().stream().map(node -> new BrokerId(node.id())).toList());
  }

  void create(Map<Integer, List<Integer>> assignment) throws InterruptedException {
    create(new NewTopic(topic, assignment).configs(CONFIG));
  }

  void create(int partitions) throws InterruptedException {
    create(new NewTopic(topic, Optional.of(partitions), Optional.empty()));
  }

  private void create(NewTopic wanted) throws InterruptedException {
    try {
      get(admin().createTopics(List.of(wanted)).all());
    } catch (ProbeRefused e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  void add(int partitions, List<BrokerId> brokers) throws InterruptedException {
    List<List<Integer>> assignment = new ArrayList<>();
    brokers.forEach(broker -> assignment.add(List.of(broker.value())));
    var more = NewPartitions.increaseTo(partitions + brokers.size(), assignment);
    get(admin().createPartitions(Map.of(topic, more)).all());
  }

  private Admin admin() {
    if (admin.isEmpty()) {
      try {
        admin = Optional.of(Admin.create(ProbeProperties.admin(client)));
      } catch (KafkaException e) {
        throw new ProbeRefused(reason(e), true, e);
      }
    }
    return admin.get();
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get(ProbeProperties.CALL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new ProbeRefused(reason(cause), cause instanceof RetriableException, cause);
    } catch (TimeoutException e) {
      throw new ProbeRefused(reason(e), true, e);
    }
  }

  /** A sentence without the endless names that Kafka's time-outs carry. */
  static String reason(Throwable failure) {
    if (failure instanceof TimeoutException
        || failure instanceof org.apache.kafka.common.errors.TimeoutException) {
      return "no answer in time";
    }
    String name = failure.getClass().getSimpleName().replaceFirst("Exception$", "");
    String right =
        failure instanceof AuthorizationException
            ? "; docs/operations.md has the command that gives the probe its rights"
            : "";
    return name + (failure.getMessage() == null ? "" : ": " + failure.getMessage()) + right;
  }

  @Override
  public void close() {
    admin.ifPresent(open -> open.close(Duration.ZERO));
  }
}
