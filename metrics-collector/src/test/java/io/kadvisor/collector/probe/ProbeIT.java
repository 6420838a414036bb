package io.kadvisor.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract on real brokers, and a probe that lives through what happens to them. */
class ProbeIT extends ProbedClusterContract {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static LocalCluster brokers;
  private static int topics;

  @BeforeAll
  static void start() {
    brokers = LocalCluster.builder().controllersApart(1).jmx(false).start();
  }

  @AfterAll
  static void stop() {
    brokers.close();
  }

  private static Map<String, String> client() {
    return Map.of("bootstrap.servers", brokers.bootstrapServers());
  }

  @Override
  protected ProbedCluster connect() {
    return new KafkaProbedCluster(client(), "kadvisor.probe-" + topics++);
  }

  private static LiveProber prober(String topic) {
    var settings = ProbeSettings.on(topic, Duration.ofMillis(200), Optional.of("az1"));
    return new LiveProber(
        "real", settings, () -> new KafkaProbedCluster(client(), topic), Clock.systemUTC());
  }

  private static OptionalDouble value(Probed probed, int broker, Metric metric) {
    return probed.readings().getOrDefault(new BrokerId(broker), List.of()).stream()
        .filter(reading -> reading.metric() == metric)
        .mapToDouble(Reading::value)
        .findFirst();
  }

  private static double unanswered(Probed probed, int broker) {
    return value(probed, broker, Metric.PROBE_UNANSWERED).orElse(-1);
  }

  private static void awaitProbed(LiveProber prober, int... ids) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Probed probed = prober.read();
              for (int id : ids) {
                assertThat(value(probed, id, Metric.PROBE_ROUND_TRIP_P50)).isPresent();
              }
            });
  }

  @Test
  void shouldFollowBrokersThroughAPauseAndADeath() throws Exception {
    try (LiveProber prober = prober("kadvisor.probe")) {
      awaitProbed(prober, 1, 2, 3);
      assertThat(prober.read().routes()).hasSize(3);
      assertThat(prober.read().notSeen()).isEmpty();

      brokers.broker(3).pause();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(unanswered(prober.read(), 3)).isGreaterThan(4));
      Probed paused = prober.read();
      assertThat(unanswered(paused, 1)).isBetween(0.0, 1.0);
      assertThat(unanswered(paused, 2)).isBetween(0.0, 1.0);

      brokers.broker(3).resume();
      brokers.awaitReady(PATIENCE);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(unanswered(prober.read(), 3)).isBetween(0.0, 1.0));

      brokers.broker(2).kill();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(unanswered(prober.read(), 2)).isGreaterThan(3));
      assertThat(unanswered(prober.read(), 1)).isBetween(0.0, 1.0);
      brokers.broker(2).start();
      brokers.awaitReady(PATIENCE);

      awaitProbed(prober, 1, 2, 3);
      assertThat(alone("kadvisor.probe")).containsExactly(1, 2, 3);
    }
  }

  @Test
  @Tag("long")
  void shouldProbeABrokerThatJoinsAndAgainWhenItWasRemovedAndComesBackEmpty() throws Exception {
    try (LiveProber prober = prober("probe.of.four")) {
      brokers.addBroker(4, "az1");
      awaitProbed(prober, 1, 2, 3, 4);
      brokers.removeBroker(4);
      double before = value(prober.read(), 4, Metric.PROBE_RETURNED).orElse(0);
      // a broker that stays registered leads its partition again, empty as it is
      unregister(4);

      brokers.addBroker(4, "az1");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(value(prober.read(), 4, Metric.PROBE_RETURNED).orElse(0))
                      .isGreaterThan(before + 2));
      assertThat(prober.read().notSeen()).isEmpty();
      assertThat(unanswered(prober.read(), 4)).isBetween(0.0, 1.0);
      // its own partition, where the cluster lets it lead that again, or else another one
      assertThat(leaders("probe.of.four")).containsExactlyInAnyOrder(1, 2, 3, 4);
    } finally {
      brokers.removeBroker(4);
    }
  }

  private static void unregister(int broker) throws Exception {
    try (Admin admin = Admin.create(Map.<String, Object>copyOf(client()))) {
      admin.unregisterBroker(broker).all().get();
    }
  }

  /** The one broker of each partition. */
  private static List<Integer> alone(String topic) throws Exception {
    return partitions(topic).stream().map(partition -> partition.replicas().get(0).id()).toList();
  }

  /** Of the partitions that have one. */
  private static List<Integer> leaders(String topic) throws Exception {
    return partitions(topic).stream()
        .map(TopicPartitionInfo::leader)
        .filter(Objects::nonNull)
        .map(Node::id)
        .toList();
  }

  private static List<TopicPartitionInfo> partitions(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.<String, Object>copyOf(client()))) {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions();
    }
  }

  @Test
  void shouldGiveEveryRecordBackWhenProbedOnce() throws InterruptedException {
    var settings = ProbeSettings.on("probed.once", Duration.ofMillis(50), Optional.empty());
    var cluster = new KafkaProbedCluster(client(), "probed.once");

    ProbeOnce.Result result = new ProbeOnce("once", settings).run(cluster, 20);

    assertThat(result.brokers()).hasSize(3).allMatch(ProbeOnce.Broker::answered);
    assertThat(result.routes()).hasSize(3);
  }

  @Test
  void shouldTakeTheLeadersThatAreThereOfATopicThatSomebodyMade() throws Exception {
    try (Admin admin = Admin.create(Map.<String, Object>copyOf(client()))) {
      var made = new NewTopic("made.by.hand", Map.of(0, List.of(1, 2), 1, List.of(3, 1)));
      admin.createTopics(List.of(made)).all().get();
    }
    try (LiveProber prober = prober("made.by.hand")) {
      awaitProbed(prober, 1, 3);

      Probed probed = prober.read();

      assertThat(probed.readings()).doesNotContainKey(new BrokerId(2));
      assertThat(probed.notSeen())
          .singleElement()
          .satisfies(gap -> assertThat(gap.reason()).contains("no partition of made.by.hand"));
    }
  }
}
