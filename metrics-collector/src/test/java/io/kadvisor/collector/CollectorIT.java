package io.kadvisor.collector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.collector.MarksReader.Seen;
import io.kadvisor.collector.jmx.JmxContract;
import io.kadvisor.collector.jmx.JmxSettings;
import io.kadvisor.collector.sweep.SelfNames;
import io.kadvisor.localcluster.LocalBroker;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.wire.ClusterPartitioner;
import io.kadvisor.wire.TopicProvisioning;
import io.kadvisor.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole collector on three brokers, home and watched in one; the steps follow each other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CollectorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration FAST = Duration.ofSeconds(2);
  private static LocalCluster cluster;
  private static Topics topics;
  private static Collector collector;
  private static MarksReader reader;

  @BeforeAll
  static void startCollecting() {
    cluster = LocalCluster.builder().start();
    topics = new Topics("kadvisor.");
    Map<String, String> client = Map.of("bootstrap.servers", cluster.bootstrapServers());
    try (Admin admin = Admin.create(Map.copyOf(client))) {
      new TopicProvisioning(admin, Duration.ofSeconds(20)).provision(topics.all());
    }
    collector = collector(client);
    collector.start();
    reader = new MarksReader(cluster.bootstrapServers(), topics);
  }

  private static Collector collector(Map<String, String> client) {
    var watched =
        new WatchedCluster(
            "demo",
            client,
            FAST,
            Duration.ofSeconds(10),
            new JmxSettings(
                JmxContract.Watched.of(cluster).jmx(), Optional.empty(), Optional.empty()));
    var self = new SelfNames(List.of("kadvisor."), List.of("kadvisor"));
    return new Collector(
        new CollectorSettings("collector-1", client, topics, self, List.of(watched)),
        Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    reader.close();
    collector.close();
    cluster.close();
  }

  @Test
  @Order(1)
  void shouldPublishWholeSweepsWhenTheClusterIsWell() {
    Seen sweep =
        awaitSweep(
            seen ->
                seen.mark().notSeen().isEmpty()
                    && seen.mark().sources().stream().allMatch(source -> source.open())
                    && seen.brokers.stream().allMatch(broker -> broker.logDirs().isPresent())
                    && seen.brokers.stream().noneMatch(broker -> broker.readings().isEmpty()));

    assertThat(sweep.mark().cluster().value()).isEqualTo(cluster.clusterId());
    assertThat(sweep.mark().alias()).isEqualTo("demo");
    assertThat(sweep.mark().counts().brokers()).isEqualTo(3);
    assertThat(sweep.brokers)
        .allSatisfy(
            broker -> {
              assertThat(broker.membership()).isEqualTo(Membership.LISTED);
              assertThat(broker.answer().outcome()).isEqualTo(Outcome.ANSWERED);
              assertThat(broker.rack()).contains("az" + broker.broker());
              assertThat(broker.logDirs()).isPresent();
              assertThat(broker.config()).containsKey("min.insync.replicas");
              assertThat(broker.readings())
                  .extracting(reading -> reading.metric())
                  .containsExactlyInAnyOrderElementsOf(metricsWithoutQuotas());
            });
    assertThat(sweep.topics)
        .allSatisfy(topic -> assertThat(topic.self()).isEqualTo(!topic.internal()));
  }

  /** Where no quota is set, nothing is throttled and no bean tells of it. Nobody probes here. */
  private static Set<Metric> metricsWithoutQuotas() {
    EnumSet<Metric> metrics = EnumSet.allOf(Metric.class);
    metrics.removeAll(Set.of(Metric.PRODUCE_QUOTA_DELAY, Metric.FETCH_QUOTA_DELAY));
    metrics.removeIf(metric -> metric.fact() == Fact.BROKER_PROBE);
    return metrics;
  }

  @Test
  @Order(2)
  void shouldGiveRatesFromTheSecondSweepOnWhenAnEpochBegins() {
    awaitSweep(
        new SweepId(0, Instant.EPOCH),
        seen ->
            seen.brokers.stream().anyMatch(b -> b.rate(Metric.PROCESS_CPU).isPresent())
                && seen.topics.stream().anyMatch(topic -> topic.previousAt().isPresent()));

    Seen first = reader.complete().firstEntry().getValue();
    assertThat(first.topics).allMatch(topic -> topic.previousAt().isEmpty());
    assertThat(first.brokers)
        .flatExtracting(broker -> broker.readings())
        .allMatch(reading -> reading.previous().isEmpty());
  }

  @Test
  @Order(3)
  void shouldKeepSweepingAndNameTheBrokerWhenOneIsPaused() {
    LocalBroker victim = victim();
    victim.pause();
    try {
      Seen listedAndSilent =
          awaitSweep(
              seen -> {
                var broker = seen.broker(victim.id());
                return broker.answer().outcome() == Outcome.TIMED_OUT
                    && broker.membership() == Membership.LISTED;
              });
      assertThat(took(listedAndSilent)).isLessThan(FAST.multipliedBy(2));
      Seen fenced =
          awaitSweep(
              listedAndSilent.mark().sweep(),
              seen -> seen.broker(victim.id()).membership() == Membership.FENCED);
      assertThat(fenced.broker(victim.id()).answer().since())
          .contains(listedAndSilent.broker(victim.id()).answer().since().orElseThrow());
      assertThat(reader.complete().values())
          .allSatisfy(seen -> assertThat(seen.mark().gap()).isEmpty())
          .allSatisfy(seen -> assertThat(seen.mark().unreachable()).isEmpty());
    } finally {
      victim.resume();
    }
    awaitSweep(
        seen ->
            seen.broker(victim.id()).membership() == Membership.LISTED
                && seen.broker(victim.id()).answer().outcome() == Outcome.ANSWERED);
  }

  @Test
  @Order(4)
  void shouldSayThatNothingListensWhenABrokerIsKilled() {
    LocalBroker victim = victim();
    victim.kill();
    Seen refused =
        awaitSweep(seen -> seen.broker(victim.id()).answer().outcome() == Outcome.REFUSED);
    Seen fenced =
        awaitSweep(
            refused.mark().sweep(),
            seen -> seen.broker(victim.id()).membership() == Membership.FENCED);
    victim.start();
    cluster.awaitReady(PATIENCE);

    assertThat(refused.broker(victim.id()).membership()).isEqualTo(Membership.LISTED);
    assertThat(fenced.broker(victim.id()).notSeen()).isNotEmpty();
    Seen back =
        awaitSweep(fenced.mark().sweep(), seen -> !seen.broker(victim.id()).readings().isEmpty());
    assertThat(back.broker(victim.id()).reading(Metric.PROCESS_CPU).orElseThrow().previous())
        .isEmpty();
    awaitSweep(seen -> seen.broker(victim.id()).answer().outcome() == Outcome.ANSWERED);
    assertThat(reader.complete().values())
        .allSatisfy(seen -> assertThat(seen.mark().gap()).isEmpty());
  }

  @Test
  @Order(5)
  void shouldBeBlindAndTellTheGapAfterwardsWhenAllBrokersHang() {
    Instant paused = Instant.now();
    cluster.brokers().forEach(LocalBroker::pause);
    try {
      await().atMost(Duration.ofSeconds(15)).until(() -> collector.health().blind());
      await()
          .atMost(Duration.ofSeconds(120))
          .until(() -> Instant.now().isAfter(paused.plusSeconds(27)));
      assertThat(collector.health().blind()).isTrue();
    } finally {
      cluster.brokers().forEach(LocalBroker::resume);
    }
    Seen first = awaitSweep(seen -> seen.mark().gap().isPresent());

    assertThat(first.mark().gap().orElseThrow().cause()).isEqualTo("home-unreachable");
    assertThat(first.mark().gap().orElseThrow().since()).isBefore(paused.plusSeconds(1));
    awaitSweep(seen -> seen.mark().gap().isEmpty() && seen.mark().counts().brokers() == 3);
    assertThat(reader.complete().values()).noneMatch(seen -> seen.mark().unreachable().isPresent());
    assertThat(
            reader.complete().values().stream()
                .flatMap(seen -> seen.mark().gap().stream())
                .distinct())
        .hasSize(1);
    await().atMost(PATIENCE).until(() -> !collector.health().blind());
  }

  @Test
  @Order(6)
  void shouldOpenAGreaterEpochWhenAnotherCollectorTakesOver() {
    SweepId last = reader.complete().lastKey();
    collector.close();
    collector = collector(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    collector.start();

    Seen first =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    reader.complete().values().stream()
                        .filter(seen -> seen.mark().epoch() > last.epoch())
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();

    assertThat(first.mark().gap()).isEmpty();
    assertThat(first.topics).allMatch(topic -> topic.previousAt().isEmpty());
    assertThat(reader.complete().values()).allSatisfy(seen -> assertThat(seen.marks).hasSize(1));
  }

  @Test
  @Order(7)
  void shouldNeverShowABrokerListedAndSilentWhenItStopsInOrder() {
    SweepId before = reader.complete().lastKey();
    LocalBroker victim = victim();
    victim.stop();
    Seen away = awaitSweep(before, seen -> seen.broker(victim.id()).answer().silent());
    SweepId gone = reader.complete().lastKey();
    victim.start();
    cluster.awaitReady(PATIENCE);
    awaitSweep(
        away.mark().sweep(),
        seen ->
            seen.broker(victim.id()).membership() == Membership.LISTED
                && seen.broker(victim.id()).answer().outcome() == Outcome.ANSWERED);

    assertThat(reader.complete().subMap(before, false, gone, true).values())
        .extracting(seen -> seen.broker(victim.id()))
        .noneMatch(broker -> broker.membership() == Membership.LISTED && broker.answer().silent());
  }

  private static Duration took(Seen seen) {
    return Duration.between(seen.mark().sweepAt(), seen.mark().finishedAt());
  }

  /** Never the active controller; where it can be, the broker that must take our marks. */
  private static LocalBroker victim() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      int controller = admin.describeMetadataQuorum().quorumInfo().get(10, SECONDS).leaderId();
      String marks = topics.clusterRecords().name();
      int partition =
          ClusterPartitioner.partitionOf(new ClusterId(cluster.clusterId()), topics.partitions());
      var described = admin.describeTopics(List.of(marks)).allTopicNames().get(10, SECONDS);
      int leader = described.get(marks).partitions().get(partition).leader().id();
      return cluster.brokers().stream()
          .filter(broker -> broker.id() != controller)
          .max(Comparator.comparing(broker -> broker.id() == leader))
          .orElseThrow();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first sweep from now on that is as wanted. */
  private static Seen awaitSweep(Predicate<Seen> wanted) {
    var known = reader.complete();
    return awaitSweep(known.isEmpty() ? new SweepId(0, Instant.EPOCH) : known.lastKey(), wanted);
  }

  private static Seen awaitSweep(SweepId after, Predicate<Seen> wanted) {
    try {
      return await()
          .atMost(PATIENCE)
          .until(
              () ->
                  reader.complete().tailMap(after, false).values().stream()
                      .filter(wanted)
                      .findFirst(),
              Optional::isPresent)
          .orElseThrow();
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("after " + after + ":\n" + reader.told() + collector.health(), e);
    }
  }
}
