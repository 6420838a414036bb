package io.kadvisor.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.api.AdvisorApi;
import io.kadvisor.api.ApiSettings;
import io.kadvisor.localcluster.LocalBroker;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.ClusterRecord;
import io.kadvisor.model.window.Window;
import io.kadvisor.wire.ClusterPartitioner;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.TopicProvisioning;
import io.kadvisor.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The API on a real home cluster. The steps follow each other; each starts the API anew. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiOnBrokersIT {
  private static final Topics TOPICS = new Topics("api-it.");
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static LocalCluster home;
  private static KafkaProducer<byte[], byte[]> producer;
  private AdvisorApi api;
  private HttpCalls calls;

  @BeforeAll
  static void startHome() {
    home = LocalCluster.builder().brokers(1).jmx(false).start();
    try (Admin admin = Admin.create(client())) {
      new TopicProvisioning(admin, Duration.ofSeconds(20)).provision(TOPICS.all());
    }
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                home.bootstrapServers(),
                "partitioner.class",
                ClusterPartitioner.class,
                "transactional.id",
                "api-it"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  @AfterAll
  static void stopHome() {
    producer.close(Duration.ofSeconds(1));
    home.close();
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", home.bootstrapServers());
  }

  private void startApi() {
    api = AdvisorApi.start(ApiSettings.local(0, false, client(), TOPICS.prefix()), List.of());
    calls = new HttpCalls(api.port());
  }

  @AfterEach
  void stopApi() {
    api.close();
  }

  @Test
  @Order(1)
  void shouldTellOnlyWhatIsCommittedWhenThereIsMore() {
    producer.beginTransaction();
    send(
        TOPICS.advisories(),
        Keys.of(Shop.brokerLoss(Instant.now())),
        Shop.brokerLoss(Instant.now()));
    producer.flush();
    producer.abortTransaction();
    sweep();
    startApi();

    await().atMost(PATIENCE).until(this::upToDate);

    assertThat(calls.read("/api/v1/clusters/shop").at("/item/brokersUp").asInt()).isEqualTo(3);
    assertThat(calls.read("/api/v1/advisories").at("/total").asInt()).isZero();
  }

  @Test
  @Order(2)
  void shouldSkipPoisonAndGoOnWhenATopicHoldsSome() {
    sweep();
    startApi();
    await().atMost(PATIENCE).until(this::upToDate);

    producer.beginTransaction();
    byte[] key = Key.of(Shop.CLUSTER, "x").toString().getBytes(StandardCharsets.UTF_8);
    producer.send(
        new ProducerRecord<>(
            TOPICS.advisories().name(), key, "poison".getBytes(StandardCharsets.UTF_8)));
    producer.commitTransaction();
    tell(Shop.brokerLoss(Instant.now()));

    await()
        .atMost(PATIENCE)
        .until(() -> calls.read("/api/v1/advisories").at("/total").asInt() == 1);
    assertThat(calls.get("/metrics").body()).contains("kadvisor_records_skipped_total 1.0");
  }

  @Test
  @Order(3)
  void shouldRememberAndWriteCommandsWhenStartedAnew() {
    sweep();
    startApi();
    await()
        .atMost(PATIENCE)
        .until(() -> calls.read("/api/v1/advisories").at("/total").asInt() == 1);

    JsonNode accepted =
        HttpCalls.json(
            calls.post(
                "/api/v1/advisories/broker-silent%7Ebroker:2%7E1/acknowledge",
                "{\"note\":\"seen\"}"));

    ConsumerRecord<byte[], byte[]> written = onlyCommand();
    Command command =
        TOPICS.commands().valueSerde().deserializer().deserialize("", written.value());
    assertThat(command.commandId()).isEqualTo(accepted.at("/commandId").asText());
    assertThat(new String(written.key(), StandardCharsets.UTF_8))
        .isEqualTo(Keys.of(command).toString());
    assertThat(written.partition())
        .isEqualTo(ClusterPartitioner.partitionOf(Shop.CLUSTER, TOPICS.partitions()));
  }

  @Test
  @Order(4)
  void shouldSayBlindWithinFifteenSecondsAndComeBackWhenTheHomeIsLost() {
    sweep();
    startApi();
    await().atMost(PATIENCE).until(this::upToDate);

    home.brokers().forEach(LocalBroker::pause);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> calls.get("/health/ready").body().contains("home-unreachable"));
    JsonNode last = calls.read("/api/v1/advisories");
    assertThat(last.at("/total").asInt()).as("the last state is still told").isEqualTo(1);
    assertThat(last.at("/blind/since").asText()).isNotEmpty();
    assertThat(
            calls
                .post("/api/v1/advisories/broker-silent%7Ebroker:2%7E1/acknowledge", "{}")
                .statusCode())
        .isEqualTo(503);

    home.brokers().forEach(LocalBroker::resume);
    tell(Shop.advisory(Shop.BROKER_2, Instant.now(), Severity.CRITICAL, AdvisoryState.RESOLVED, 2));
    await()
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(
            () -> {
              sweep();
              assertThat(calls.get("/health/ready").statusCode()).isEqualTo(200);
              assertThat(calls.read("/api/v1/advisories?ended=true").at("/total").asInt())
                  .isEqualTo(1);
            });
  }

  @Test
  @Order(5)
  void shouldForgetWhenATombstoneIsThere() {
    sweep();
    producer.beginTransaction();
    send(TOPICS.advisories(), Keys.of(Shop.CLUSTER, Shop.BROKER_2), null);
    producer.commitTransaction();
    startApi();

    await().atMost(PATIENCE).until(this::upToDate);

    assertThat(calls.read("/api/v1/advisories").at("/total").asInt()).isZero();
  }

  private boolean upToDate() {
    return calls.get("/health/ready").statusCode() == 200
        && calls.get("/api/v1/clusters/shop").statusCode() == 200;
  }

  private static void sweep() {
    Instant now = Instant.now();
    producer.beginTransaction();
    IntStream.rangeClosed(1, 3)
        .mapToObj(id -> Shop.broker(id, true, now))
        .forEach(sample -> send(TOPICS.brokerSamples(), Keys.of(sample), sample));
    send(
        TOPICS.topicSamples(),
        Keys.of(Shop.topic("orders", true, now)),
        Shop.topic("orders", true, now));
    sendRecord(Shop.cluster(true, now));
    sendRecord(Shop.mark(now));
    Window window = Shop.window(Subject.of(new BrokerId(1)), now, 1);
    send(TOPICS.brokerWindows(), Keys.of(window), window);
    producer.commitTransaction();
  }

  private static void sendRecord(ClusterRecord record) {
    send(TOPICS.clusterRecords(), Keys.of(record), record);
  }

  private static void tell(Advisory advisory) {
    producer.beginTransaction();
    send(TOPICS.advisories(), Keys.of(advisory), advisory);
    producer.commitTransaction();
  }

  private static <V> void send(Topic<V> topic, Key key, V value) {
    byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    producer.send(
        new ProducerRecord<>(topic.name(), key.toString().getBytes(StandardCharsets.UTF_8), bytes));
  }

  private static ConsumerRecord<byte[], byte[]> onlyCommand() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, TOPICS.partitions())
              .mapToObj(n -> new TopicPartition(TOPICS.commands().name(), n))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
                return !read.isEmpty();
              });
      assertThat(read).hasSize(1);
      return read.get(0);
    }
  }
}
