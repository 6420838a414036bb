package io.kadvisor.streams.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kadvisor.localcluster.LocalBroker;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.process.ChildProcess;
import io.kadvisor.localcluster.process.ChildProcesses;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.TopicProvisioning;
import io.kadvisor.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Nothing lost, nothing doubled, on three brokers that are also the home: each sweep makes one
 * revision of one advisory, so a hole or a repetition in the revisions shows. The steps follow each
 * other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StreamsOnBrokersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static LocalCluster cluster;
  private static SweepFeed feed;
  private static ChildProcess app;
  private static KafkaConsumer<byte[], byte[]> subscriber;
  private static final List<Advisory> REVISIONS = new ArrayList<>();

  @BeforeAll
  static void startAll() {
    cluster = LocalCluster.builder().jmx(false).start();
    Map<String, Object> client = Map.of("bootstrap.servers", cluster.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      TopicProvisioning provisioning = new TopicProvisioning(admin, Duration.ofSeconds(20));
      provisioning.provision(ToldStreams.TOPICS.all());
      assertThat(provisioning.provision(ToldStreams.TOPICS.all())).as("a second time").isEmpty();
      refuseAnotherPartitionCount(provisioning);
    }
    feed = new SweepFeed(cluster.bootstrapServers(), ToldStreams.TOPICS);
    feed.start();
    startApp();
    subscriber = subscriber(ToldStreams.TOPICS.advisories());
  }

  private static void refuseAnotherPartitionCount(TopicProvisioning provisioning) {
    Topics other = new Topics(Topics.DEFAULT_PREFIX, 5);
    assertThatThrownBy(() -> provisioning.provision(other.all()))
        .isInstanceOf(TopicProvisioning.DifferentTopicsException.class)
        .hasMessageContaining("kadvisor.findings: the partition count is 2, must be 5")
        .hasMessageContaining("kadvisor.commands: the partition count is 2, must be 5");
  }

  private static void startApp() {
    app =
        cluster
            .processes()
            .startLogged(
                "streams",
                List.of(
                    ChildProcesses.java(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    // a killed process leaves its native library there
                    "-Djava.io.tmpdir=" + cluster.processes().folder(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    ToldStreams.class.getName(),
                    cluster.bootstrapServers(),
                    cluster.processes().folder().resolve("streams-state").toString()),
                Path.of("."));
  }

  private static KafkaConsumer<byte[], byte[]> subscriber(Topic<?> topic) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(n -> new TopicPartition(topic.name(), n))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  @AfterAll
  static void stopAll() {
    feed.close();
    subscriber.close(CloseOptions.timeout(Duration.ZERO));
    cluster.close();
  }

  @AfterEach
  void shouldHaveLostAndDoubledNothing() {
    assertThat(REVISIONS.stream().map(Advisory::revision))
        .isEqualTo(IntStream.rangeClosed(1, REVISIONS.size()).boxed().toList());
    assertThat(new HashSet<>(REVISIONS.stream().map(Advisory::lastSeen).toList()))
        .hasSameSizeAs(REVISIONS);
  }

  @Test
  @Order(1)
  void shouldJudgeEverySweepWhenAllIsWell() {
    awaitMore(5);
  }

  @Test
  @Order(1)
  void shouldSetPoisonAsideWhenItIsOnEveryInputTopic() {
    Topics topics = ToldStreams.TOPICS;
    List<Topic<?>> inputs =
        List.of(
            topics.brokerSamples(),
            topics.topicSamples(),
            topics.groupSamples(),
            topics.clusterRecords(),
            topics.commands(),
            topics.policies());
    inputs.forEach(topic -> feed.poison(topic, "rubbish"));

    try (KafkaConsumer<byte[], byte[]> letters = subscriber(topics.deadLetters())) {
      Set<String> origins = new HashSet<>();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                letters.poll(Duration.ofMillis(100)).forEach(letter -> origins.add(origin(letter)));
                return origins.size() == inputs.size();
              });
      assertThat(origins)
          .containsExactlyInAnyOrderElementsOf(inputs.stream().map(Topic::name).toList());
    }
    awaitMore(3);
  }

  private static String origin(ConsumerRecord<byte[], byte[]> letter) {
    byte[] topic = letter.headers().lastHeader("__streams.errors.topic").value();
    return new String(topic, StandardCharsets.UTF_8);
  }

  @Test
  @Order(2)
  void shouldGoOnWhereItWasWhenItIsKilled() {
    for (int kill = 0; kill < 3; kill++) {
      app.kill();
      startApp();
      awaitMore(4);
    }
  }

  @Test
  @Order(3)
  void shouldGoOnWhenABrokerDies() {
    cluster.broker(2).kill();
    awaitMore(15);
    cluster.broker(2).start();
    cluster.awaitReady(Duration.ofSeconds(60));
    awaitMore(5);
  }

  @Tag("long")
  @Test
  @Order(4)
  void shouldGoOnByItselfWhenAllBrokersStoodStillForAWhile() {
    cluster.brokers().forEach(LocalBroker::pause);
    await().pollDelay(Duration.ofSeconds(40)).atMost(Duration.ofSeconds(120)).until(() -> true);
    cluster.brokers().forEach(LocalBroker::resume);
    awaitMore(10);
  }

  /** So many revisions more, and as many as sweeps were written. */
  private static void awaitMore(int revisions) {
    int target = Math.max(feed.written(), REVISIONS.size()) + revisions;
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              read();
              assertThat(REVISIONS.size())
                  .as(() -> app.lastLines(3).toString())
                  .isGreaterThanOrEqualTo(target);
            });
  }

  private static void read() {
    for (ConsumerRecord<byte[], byte[]> record : subscriber.poll(Duration.ofMillis(100))) {
      REVISIONS.add(
          ToldStreams.TOPICS
              .advisories()
              .valueSerde()
              .deserializer()
              .deserialize(record.topic(), record.value()));
    }
  }
}
