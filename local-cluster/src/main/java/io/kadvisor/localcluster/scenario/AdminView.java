package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.LocalBroker;
import io.kadvisor.localcluster.LocalCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The cluster as one Admin client of its own sees it. */
final class AdminView implements ClusterView, AutoCloseable {
  private static final int ANSWER_MILLISECONDS = 3_000;

  private final LocalCluster cluster;
  private final Admin admin;

  AdminView(LocalCluster cluster, int number) {
    this.cluster = cluster;
    this.admin = Admin.create(settings(cluster, number));
  }

  private static Map<String, Object> settings(LocalCluster cluster, int number) {
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", cluster.bootstrapServers());
    settings.put("client.id", "witness-" + number);
    // a paused broker takes connections and never answers: give up soon, and stay away from it for
    // a while
    settings.put("request.timeout.ms", 1_000);
    settings.put("default.api.timeout.ms", ANSWER_MILLISECONDS);
    settings.put("reconnect.backoff.ms", 2_000);
    settings.put("reconnect.backoff.max.ms", 2_000);
    settings.put("metadata.max.age.ms", 5_000);
    settings.put("enable.metrics.push", false);
    return settings;
  }

  @Override
  public Set<Integer> unfenced() {
    return answer(admin.describeCluster().nodes()).stream()
        .map(Node::id)
        .collect(Collectors.toSet());
  }

  @Override
  public boolean accepts(int broker) {
    return cluster.broker(broker).acceptsConnections();
  }

  @Override
  public Set<Integer> known() {
    return cluster.brokers().stream().map(LocalBroker::id).collect(Collectors.toSet());
  }

  @Override
  public Map<String, List<Partition>> topics() {
    Set<String> names =
        answer(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
    return answer(admin.describeTopics(names).allTopicNames()).values().stream()
        .collect(
            Collectors.toMap(
                topic -> topic.name(),
                topic -> topic.partitions().stream().map(AdminView::partition).toList()));
  }

  private static Partition partition(TopicPartitionInfo info) {
    return new Partition(
        info.partition(),
        Optional.ofNullable(info.leader()).map(Node::id),
        info.replicas().stream().map(Node::id).toList(),
        info.isr().stream().map(Node::id).collect(Collectors.toSet()));
  }

  @Override
  public OptionalLong lag(String group, String topic) {
    Map<TopicPartition, Long> committed = committed(group, topic);
    if (committed.isEmpty()) {
      return OptionalLong.empty();
    }
    var ends =
        answer(
            admin
                .listOffsets(
                    committed.keySet().stream()
                        .collect(
                            Collectors.toMap(
                                partition -> partition, partition -> OffsetSpec.latest())))
                .all());
    return OptionalLong.of(
        committed.entrySet().stream()
            .mapToLong(entry -> Math.max(0, ends.get(entry.getKey()).offset() - entry.getValue()))
            .sum());
  }

  private Map<TopicPartition, Long> committed(String group, String topic) {
    var committed = new HashMap<TopicPartition, Long>();
    Map<TopicPartition, OffsetAndMetadata> all =
        answerOf(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
            .orElse(Map.of());
    all.forEach(
        (partition, offset) -> {
          // a partition without a commit is listed with nothing
          if (offset != null && partition.topic().equals(topic)) {
            committed.put(partition, offset.offset());
          }
        });
    return committed;
  }

  @Override
  public OptionalInt members(String group) {
    return answerOf(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group))
        .map(description -> OptionalInt.of(description.members().size()))
        .orElse(OptionalInt.empty());
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(ANSWER_MILLISECONDS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unseen(e);
    } catch (ExecutionException e) {
      throw new Unseen(e.getCause());
    } catch (TimeoutException e) {
      throw new Unseen(e);
    }
  }

  /** Empty if there is no such group. */
  private static <T> Optional<T> answerOf(KafkaFuture<T> future) {
    try {
      return Optional.of(answer(future));
    } catch (Unseen e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
