package io.kadvisor.collector.admin;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.collector.facts.FactSource;
import io.kadvisor.collector.facts.FactSourceContract;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.RealCluster;
import io.kadvisor.collector.facts.SeenBroker;
import io.kadvisor.collector.facts.SeenOffsets;
import io.kadvisor.collector.facts.SeenTopic;
import io.kadvisor.collector.jmx.JmxContract;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.IntColumn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract on real brokers, and what only real brokers show. */
class AdminSourceIT extends FactSourceContract implements JmxContract {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static LocalCluster brokers;
  private static Admin admin;
  private static KafkaProducer<byte[], byte[]> producer;
  private static AdminSource source;

  @BeforeAll
  static void start() {
    brokers = LocalCluster.builder().start();
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
  public Watched watched() {
    return Watched.of(brokers);
  }

  @Override
  protected FactSource source() {
    return source;
  }

  @Override
  protected Cluster cluster() {
    return new RealCluster(
        admin,
        producer,
        broker -> brokers.broker(broker).pause(),
        broker -> {
          brokers.broker(broker).resume();
          brokers.awaitReady(PATIENCE);
        });
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
  void shouldTellAReplicaThatLeftTheIsrAndMayStillLead() {
    cluster().createTopicOn("narrow", 1, 3);
    List<SeenBroker> well = awaitTopic("narrow").brokers();
    cluster().silence(3);
    try {
      Facts facts =
          patiently()
              .until(
                  () -> source.read(plan(true, well, Set.of())),
                  read -> topic(read, "narrow").isr().equals(List.of(ids(1))));

      assertThat(topic(facts, "narrow").eligible()).containsExactly(ids(3));
    } finally {
      cluster().revive(3);
    }
    patiently()
        .until(
            () -> source.read(plan(true, well, Set.of())),
            read -> topic(read, "narrow").isr().get(0).size() == 2);
  }

  private static IntColumn ids(int... ids) {
    return IntColumn.of(ids);
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
    patiently()
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
