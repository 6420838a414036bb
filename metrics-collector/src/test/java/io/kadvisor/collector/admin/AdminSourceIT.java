package io.kadvisor.collector.admin;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.collector.facts.FactSource;
import io.kadvisor.collector.facts.FactSourceContract;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.SeenOffsets;
import io.kadvisor.collector.facts.SeenTopic;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.GroupSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract on real brokers, and what only real brokers show. */
class AdminSourceIT extends FactSourceContract {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static LocalCluster brokers;
  private static Admin admin;
  private static KafkaProducer<byte[], byte[]> producer;
  private static AdminSource source;

  @BeforeAll
  static void start() {
    brokers = LocalCluster.builder().jmx(false).start();
    admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()));
    producer = producer(Map.of());
    Map<String, String> client =
        Map.of("bootstrap.servers", brokers.bootstrapServers(), "metadata.max.age.ms", "300000");
    source = new AdminSource("real", client, Duration.ofSeconds(3));
  }

  @AfterAll
  static void stop() {
    source.close();
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
    brokers.close();
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("bootstrap.servers", brokers.bootstrapServers());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  protected FactSource source() {
    return source;
  }

  @Override
  protected Cluster cluster() {
    return new RealCluster();
  }

  private static final class RealCluster implements Cluster {
    @Override
    public void createTopic(String name, int partitions) {
      get(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 3))).all());
    }

    @Override
    public void deleteTopic(String name) {
      get(admin.deleteTopics(List.of(name)).all());
    }

    @Override
    public void append(String topic, int partition, int records) {
      IntStream.range(0, records)
          .forEach(n -> producer.send(new ProducerRecord<>(topic, partition, null, new byte[10])));
      producer.flush();
    }

    @Override
    public void commit(String group, String topic, int partition, long offset) {
      get(
          admin
              .alterConsumerGroupOffsets(
                  group,
                  Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
              .all());
    }

    @Override
    public void createTopicOn(String name, int... brokers) {
      get(admin.createTopics(List.of(new NewTopic(name, Map.of(0, ids(brokers))))).all());
    }

    @Override
    public void beginMove(String topic, int from, int to) {
      IntStream.range(0, 60)
          .forEach(n -> producer.send(new ProducerRecord<>(topic, 0, null, new byte[100_000])));
      producer.flush();
      set(topicOf(topic), "leader.replication.throttled.replicas", "*", OpType.SET);
      set(brokerOf(from), "leader.replication.throttled.rate", "1", OpType.SET);
      List<Integer> kept = new ArrayList<>(List.of(to));
      get(admin.describeTopics(List.of(topic)).allTopicNames())
          .get(topic)
          .partitions()
          .get(0)
          .replicas()
          .forEach(node -> kept.add(node.id()));
      kept.remove(Integer.valueOf(from));
      reassign(topic, Optional.of(new NewPartitionReassignment(kept)));
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

    private static void reassign(String topic, Optional<NewPartitionReassignment> target) {
      get(admin.alterPartitionReassignments(Map.of(new TopicPartition(topic, 0), target)).all());
    }

    private static ConfigResource topicOf(String name) {
      return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    private static ConfigResource brokerOf(int id) {
      return new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id));
    }

    private static void set(ConfigResource resource, String key, String value, OpType type) {
      var change = new AlterConfigOp(new ConfigEntry(key, value), type);
      get(admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
    }

    @Override
    public void silence(int broker) {
      brokers.broker(broker).pause();
    }

    @Override
    public void revive(int broker) {
      brokers.broker(broker).resume();
      brokers.awaitReady(PATIENCE);
    }
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(30, SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldSeeWhatAnIndependentClientSees() throws Exception {
    cluster().createTopic("compared", 4);
    cluster().append("compared", 2, 11);
    Facts facts = awaitTopic("compared");

    Set<String> names = get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
    assertThat(facts.topics())
        .extracting(topic -> topic.name().value())
        .containsExactlyInAnyOrderElementsOf(names);
    Map<String, TopicDescription> described = get(admin.describeTopics(names).allTopicNames());
    for (SeenTopic topic : facts.topics()) {
      TopicDescription other = described.get(topic.name().value());
      assertThat(topic.id()).isEqualTo(other.topicId().toString());
      assertThat(topic.leader().stream().boxed().toList())
          .isEqualTo(other.partitions().stream().map(p -> p.leader().id()).toList());
      assertThat(topic.replicas().stream().map(r -> r.stream().boxed().toList()).toList())
          .isEqualTo(other.partitions().stream().map(p -> ids(p.replicas())).toList());
    }
    var partition = new TopicPartition("compared", 2);
    long end =
        get(admin.listOffsets(Map.of(partition, OffsetSpec.latest())).all())
            .get(partition)
            .offset();
    assertThat(facts.offsets().get(new TopicName("compared")).latest().get(2)).isEqualTo(end);
  }

  private static List<Integer> ids(int... ids) {
    return IntStream.of(ids).boxed().toList();
  }

  private static List<Integer> ids(List<Node> nodes) {
    return nodes.stream().map(Node::id).toList();
  }

  @Test
  void shouldTellTheStableEndApartWhenATransactionIsOpen() {
    cluster().createTopic("paid", 1);
    awaitTopic("paid");
    try (var transactional = producer(Map.of("transactional.id", "till"))) {
      transactional.initTransactions();
      transactional.beginTransaction();
      transactional.send(new ProducerRecord<>("paid", new byte[1]));
      transactional.flush();

      SeenOffsets open = awaitTopic("paid").offsets().get(new TopicName("paid"));
      assertThat(open.latest().get(0)).isEqualTo(1);
      assertThat(open.stable().get(0)).isZero();
      transactional.abortTransaction();
    }
  }

  @Test
  void shouldSeeMembersAndAssignmentWhateverTheProtocol() {
    cluster().createTopic("polled", 3);
    awaitTopic("polled");
    try (var classic = consumer("classic-group", "classic");
        var modern = consumer("modern-group", "consumer")) {
      Facts facts =
          await()
              .atMost(PATIENCE)
              .until(
                  () -> {
                    classic.poll(Duration.ofMillis(100));
                    modern.poll(Duration.ofMillis(100));
                    return readSlow();
                  },
                  read -> holdsAll(read, "classic-group") && holdsAll(read, "modern-group"));

      assertThat(group(facts, "classic-group").orElseThrow().type())
          .isEqualTo(GroupSample.Type.CLASSIC);
      assertThat(group(facts, "modern-group").orElseThrow().type())
          .isEqualTo(GroupSample.Type.CONSUMER);
      assertThat(group(facts, "modern-group").orElseThrow().state()).contains("Stable");
    }
  }

  private static boolean holdsAll(Facts facts, String group) {
    return group(facts, group).flatMap(g -> g.members()).stream()
        .flatMap(List::stream)
        .anyMatch(member -> member.assigned().size() == 3);
  }

  private static Consumer<String, String> consumer(String group, String protocol) {
    var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                brokers.bootstrapServers(),
                "group.id",
                group,
                "group.protocol",
                protocol),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.subscribe(List.of("polled"));
    return consumer;
  }

  @Test
  void shouldNeedNoMoreRequestsWhenThereAreMoreTopicsAndGroups() throws Exception {
    grow("few", 3);
    long few = requestsOf();
    grow("many", 60);
    long many = requestsOf();

    assertThat(many).isLessThanOrEqualTo(few + 6);
  }

  private void grow(String prefix, int count) {
    List<NewTopic> topics = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(n -> topics.add(new NewTopic(prefix + "-" + n, 3, (short) 3)));
    get(admin.createTopics(topics).all());
    awaitTopic(prefix + "-" + (count - 1));
    IntStream.range(0, count)
        .forEach(n -> cluster().commit(prefix + "-group-" + n, prefix + "-0", 0, 0));
    await()
        .atMost(PATIENCE)
        .until(
            this::readSlow,
            facts ->
                facts.groups().stream()
                        .filter(group -> group.id().value().startsWith(prefix + "-group-"))
                        .count()
                    == count);
  }

  /** Requests on the wire in one slow sweep, by the client's own count. */
  private long requestsOf() throws InterruptedException {
    double before = requestTotal();
    readSlow();
    return Math.round(requestTotal() - before);
  }

  private static double requestTotal() {
    return source.admin().metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("request-total"))
        .filter(metric -> metric.getKey().group().equals("admin-client-metrics"))
        .mapToDouble(metric -> (double) metric.getValue().metricValue())
        .sum();
  }
}
