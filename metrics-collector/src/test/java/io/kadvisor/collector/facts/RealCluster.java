package io.kadvisor.collector.facts;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Hands that change real brokers, of whatever version. */
public final class RealCluster implements FactSourceContract.Cluster {
  private static final int MOVED_RECORDS = 60;
  private static final int MOVED_BYTES = 100_000;

  private final Admin admin;
  private final Producer<byte[], byte[]> producer;
  private final IntConsumer silence;
  private final IntConsumer revive;

  public RealCluster(
      Admin admin, Producer<byte[], byte[]> producer, IntConsumer silence, IntConsumer revive) {
    this.admin = admin;
    this.producer = producer;
    this.silence = silence;
    this.revive = revive;
  }

  /** With ZooKeeper a deletion goes on for a moment after the metadata has forgotten the topic. */
  @Override
  public void createTopic(String name, int partitions) {
    await()
        .ignoreExceptionsMatching(RealCluster::stillThere)
        .untilAsserted(
            () ->
                get(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 3))).all()));
  }

  private static boolean stillThere(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(TopicExistsException.class::isInstance);
  }

  @Override
  public void deleteTopic(String name) {
    get(admin.deleteTopics(List.of(name)).all());
  }

  @Override
  public void append(String topic, int partition, int records) {
    send(topic, partition, records, 10);
  }

  private void send(String topic, int partition, int records, int bytes) {
    IntStream.range(0, records)
        .forEach(n -> producer.send(new ProducerRecord<>(topic, partition, null, new byte[bytes])));
    producer.flush();
  }

  @Override
  public void commit(String group, String topic, int partition, long offset) {
    get(
        admin
            .alterConsumerGroupOffsets(
                group, Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
            .all());
  }

  @Override
  public void createTopicOn(String name, int... brokers) {
    List<Integer> replicas = IntStream.of(brokers).boxed().toList();
    get(admin.createTopics(List.of(new NewTopic(name, Map.of(0, replicas)))).all());
  }

  @Override
  public void beginMove(String topic, int from, int to) {
    send(topic, 0, MOVED_RECORDS, MOVED_BYTES);
    set(topicOf(topic), "leader.replication.throttled.replicas", "*", OpType.SET);
    set(brokerOf(from), "leader.replication.throttled.rate", "1", OpType.SET);
    List<Integer> target = new ArrayList<>(List.of(to));
    get(admin.describeTopics(List.of(topic)).allTopicNames())
        .get(topic)
        .partitions()
        .get(0)
        .replicas()
        .stream()
        .map(Node::id)
        .filter(id -> id != from)
        .forEach(target::add);
    reassign(topic, Optional.of(new NewPartitionReassignment(target)));
  }

  @Override
  public void cancelMove(String topic, int from) {
    reassign(topic, Optional.empty());
  }

  @Override
  public void endThrottle(String topic, int from) {
    set(topicOf(topic), "leader.replication.throttled.replicas", "", OpType.DELETE);
    set(brokerOf(from), "leader.replication.throttled.rate", "", OpType.DELETE);
  }

  private void reassign(String topic, Optional<NewPartitionReassignment> target) {
    get(admin.alterPartitionReassignments(Map.of(new TopicPartition(topic, 0), target)).all());
  }

  private static ConfigResource topicOf(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }

  private static ConfigResource brokerOf(int id) {
    return new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id));
  }

  private void set(ConfigResource resource, String key, String value, OpType type) {
    var change = new AlterConfigOp(new ConfigEntry(key, value), type);
    get(admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
  }

  @Override
  public void silence(int broker) {
    silence.accept(broker);
  }

  @Override
  public void revive(int broker) {
    revive.accept(broker);
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(30, SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
