package io.kadvisor.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.api.http.Shop;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.wire.ClusterPartitioner;
import io.kadvisor.wire.Json;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.TopicProvisioning;
import io.kadvisor.wire.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The webhook on a real broker: nothing is lost, whoever of the two ends comes and goes. */
class WebhookIT {
  private static final Instant AT = Instant.parse("2026-11-21T03:14:07Z");
  private static final AdvisoryId ID = Shop.brokerLoss(AT).id();
  private static final Duration WITHIN = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static LocalCluster home;
  private static Admin admin;
  private static Path secret;

  private final HookReceiver receiver = new HookReceiver();
  private Topics topics;
  private WebhookSettings settings;
  private Webhook webhook;

  @BeforeAll
  static void startHome() throws Exception {
    home = LocalCluster.builder().brokers(1).jmx(false).start();
    admin = Admin.create(client());
    secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef\n");
  }

  @AfterAll
  static void stopHome() {
    admin.close();
    home.close();
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", home.bootstrapServers());
  }

  @BeforeEach
  void startWebhook(TestInfo test) {
    topics =
        new Topics(
            test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT) + ".");
    new TopicProvisioning(admin, WITHIN).provision(List.of(topics.advisories()));
    settings =
        new WebhookSettings(
            receiver.url(),
            secret,
            Severity.NOTICE,
            Set.of(Category.values()),
            topics.prefix() + "webhook",
            Duration.ofMillis(50),
            Duration.ofMillis(500),
            Duration.ofSeconds(2));
    tell(1); // from before it ever ran
    webhook = start();
    await().atMost(WITHIN).ignoreExceptions().until(this::begun);
  }

  private Webhook start() {
    Webhook started = Webhook.of(settings, client(), topics);
    started.start();
    return started;
  }

  private boolean begun() throws Exception {
    return committed().size() == topics.advisories().partitions();
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
    return admin
        .listConsumerGroupOffsets(settings.group())
        .partitionsToOffsetAndMetadata()
        .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void end() {
    webhook.close();
    receiver.close();
  }

  private void tell(int revision) {
    Advisory advisory = Shop.advisory(ID, AT, Severity.CRITICAL, AdvisoryState.OPEN, revision);
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                home.bootstrapServers(),
                "partitioner.class",
                ClusterPartitioner.class),
            Key.serde().serializer(),
            topics.advisories().valueSerde().serializer())) {
      producer.send(new ProducerRecord<>(topics.advisories().name(), Keys.of(advisory), advisory));
    }
  }

  private List<Integer> taken() {
    return receiver.calls().stream().map(WebhookIT::revision).toList();
  }

  private static int revision(HookReceiver.Call call) {
    try {
      return Json.mapper().readValue(call.body(), Advisory.class).revision();
    } catch (java.io.IOException e) {
      throw new AssertionError(call.body(), e);
    }
  }

  private void awaitTaken(Integer... revisions) {
    await().atMost(WITHIN).untilAsserted(() -> assertThat(taken()).containsExactly(revisions));
  }

  @Test
  void shouldSendWhatComesInItsOrderWhenItRuns() {
    IntStream.rangeClosed(2, 8).forEach(this::tell);

    awaitTaken(2, 3, 4, 5, 6, 7, 8);
    assertThat(receiver.calls()).extracting(HookReceiver.Call::key).doesNotHaveDuplicates();
    assertThat(webhook.health().status()).isEqualTo(RoleHealth.Status.UP);
    assertThat(webhook.health().counts()).containsEntry("delivered", 7L);
  }

  @Test
  void shouldGoOnWhereItWasWhenItRestartsWhileTheReceiverIsDown() throws Exception {
    tell(2);
    awaitTaken(2);
    receiver.down();
    tell(3);
    tell(4);
    await().atMost(WITHIN).until(() -> webhook.health().status() == RoleHealth.Status.DEGRADED);
    webhook.close();
    tell(5);

    webhook = start();
    await().atMost(WITHIN).until(() -> webhook.health().status() == RoleHealth.Status.DEGRADED);
    receiver.up();

    awaitTaken(2, 3, 4, 5);
    assertThat(committed().values().stream().mapToLong(OffsetAndMetadata::offset).sum())
        .as("what was taken is remembered")
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void shouldSendEachOnceWhenThereAreTwoInstances() {
    try (Webhook second = start()) {
      tell(2);
      tell(3);
      awaitTaken(2, 3);

      webhook.close();
      tell(4);
      awaitTaken(2, 3, 4);
      assertThat(second.health().counts().get("delivered")).isPositive();
    }
  }
}
