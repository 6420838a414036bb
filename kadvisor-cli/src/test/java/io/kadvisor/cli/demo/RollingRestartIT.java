package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.advisory.Transition;
import io.kadvisor.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ClassicGroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two streams instances with standbys. They are replaced one after the other in the middle of an
 * incident, and each of them is killed in another: every advisory goes on as the same one, once. So
 * do two that are open besides, of a topic and of a group.
 *
 * <p>What is replaced is the distribution that the system property {@code kadvisor.previous} names;
 * without it, another start of this one.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollingRestartIT {
  private static final Duration READY_WITHIN = Duration.ofSeconds(240);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(180);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(240);
  private static final int RECORDS = 200;
  private static final Path PREVIOUS =
      Optional.ofNullable(System.getProperty("kadvisor.previous"))
          .map(folder -> Path.of(folder).toAbsolutePath().resolve("kadvisor"))
          .orElse(Program.LAUNCHER);

  private static LocalCluster cluster;
  private static Admin admin;
  private static AdvisoryTail tail;
  private static RunProcess first;
  private static RunProcess second;
  private static RunProcess collector;

  @BeforeAll
  static void startBothOfThePreviousDistribution() throws Exception {
    cluster = LocalCluster.builder().start();
    Map<String, Object> client = Map.of("bootstrap.servers", cluster.bootstrapServers());
    admin = Admin.create(client);
    first = streams("streams-a").from(PREVIOUS).start();
    second = streams("streams-b").from(PREVIOUS).start();
    collector = collector().from(PREVIOUS).start();
    awaitBoth();
    tail =
        new AdvisoryTail(client, new Topics(Topics.DEFAULT_PREFIX).advisories(), revision -> {})
            .start();
  }

  private static RunProcess streams(String name) throws IOException {
    return new RunProcess(cluster.processes(), name, config(name), "--roles", "streams");
  }

  private static RunProcess collector() throws IOException {
    return new RunProcess(
        cluster.processes(), "collector", config("collector"), "--roles", "collector");
  }

  /** With keys alone that the previous distribution knows, too. */
  private static Path config(String name) throws IOException {
    Path folder = cluster.processes().folder();
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        home:
          client: {bootstrap.servers: "%1$s", reconnect.backoff.max.ms: 500}
        clusters:
          - alias: shop
            client: {bootstrap.servers: "%1$s", reconnect.backoff.max.ms: 500}
            sweep: {fast: 2s, slow: 10s}
        collector: {instance-id: %2$s}
        streams: {instance-id: %2$s, state-dir: %3$s, standby-replicas: 1, metadata-max-age: 2s}
        policy: {name: rolling, duration-factor: 60}
        """
            .formatted(cluster.bootstrapServers(), name, folder.resolve("state-" + name)));
  }

  @AfterAll
  static void end() {
    if (tail != null) {
      tail.close();
    }
    if (admin != null) {
      admin.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  @Order(1)
  void shouldGoOnWithTheSameAdvisoriesWhenBothAreReplacedOneAfterTheOther() throws Exception {
    createWithOneReplica("weak");
    leaveBehind("packers", "shipments");
    awaitThat(() -> weak().anyMatch(RollingRestartIT::isOpen));
    awaitThat(() -> memberless().anyMatch(RollingRestartIT::isOpen));
    cluster.broker(3).kill();
    awaitThat(() -> loss(3).anyMatch(RollingRestartIT::isOpen));

    first = replaced(first, "streams-a");
    awaitBoth();
    second = replaced(second, "streams-b");
    awaitBoth();
    // readers first: what a newer collector writes is for a newer judge
    assertThat(collector.terminate(ENDS_WITHIN)).as(collector::output).isTrue();
    collector = collector().start();
    cluster.broker(3).start();

    awaitThat(() -> loss(3).anyMatch(advisory -> advisory.state().ended()));
    assertToldOnce(loss(3));
    assertThat(Stream.concat(weak(), memberless())).as(RollingRestartIT::told).hasSize(2);
    assertThat(Stream.concat(weak(), memberless())).allMatch(RollingRestartIT::isOpen);
    admin.deleteTopics(List.of("weak")).all().get(30, TimeUnit.SECONDS);
    commit("packers", "shipments", RECORDS);
    awaitThat(() -> weak().anyMatch(advisory -> advisory.state().ended()));
    awaitThat(() -> memberless().anyMatch(advisory -> advisory.state().ended()));
    assertToldOnce(weak());
    assertToldOnce(memberless());
  }

  private static void createWithOneReplica(String topic) throws Exception {
    NewTopic weak = new NewTopic(topic, Map.of(0, List.of(1)));
    create(weak.configs(Map.of("min.insync.replicas", "1")));
  }

  private static void create(NewTopic topic) throws Exception {
    admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
  }

  /** A group that has read nothing of what is there, and has no members. */
  private static void leaveBehind(String group, String topic) throws Exception {
    create(new NewTopic(topic, Map.of(0, List.of(1, 2, 3))));
    Map<String, Object> client = Map.of("bootstrap.servers", cluster.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int n = 0; n < RECORDS; n++) {
        producer.send(new ProducerRecord<>(topic, new byte[100]));
      }
    }
    commit(group, topic, 0);
  }

  private static void commit(String group, String topic, long offset) throws Exception {
    var next = Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset));
    admin.alterConsumerGroupOffsets(group, next).all().get(30, TimeUnit.SECONDS);
  }

  private static RunProcess replaced(RunProcess old, String name) throws Exception {
    long starts = starts(old);
    assertThat(old.terminate(ENDS_WITHIN)).as(old::output).isTrue();
    RunProcess next = streams(name).start();
    // the group keeps a static member that is away: its own word tells that the new one is there
    await().atMost(READY_WITHIN).until(() -> starts(next) > starts);
    return next;
  }

  private static long starts(RunProcess instance) {
    return instance.output().lines().filter(line -> line.contains("Judging as ")).count();
  }

  @Test
  @Order(2)
  void shouldGoOnWithTheSameAdvisoryWhenTheFirstIsKilled() throws Exception {
    assertToldOnceWhenKilled(first, 1);
  }

  @Test
  @Order(3)
  void shouldGoOnWithTheSameAdvisoryWhenTheSecondIsKilled() throws Exception {
    assertToldOnceWhenKilled(second, 2);
  }

  private static void assertToldOnceWhenKilled(RunProcess instance, int broker) throws Exception {
    cluster.awaitReady(READY_WITHIN);
    cluster.broker(broker).kill();
    awaitThat(() -> loss(broker).anyMatch(RollingRestartIT::isOpen));

    instance.kill();
    cluster.broker(broker).start();

    awaitThat(() -> loss(broker).anyMatch(advisory -> advisory.state().ended()));
    assertToldOnce(loss(broker));
    instance.start();
    awaitBoth();
  }

  /** Both are members of a group that is at rest. */
  private static void awaitBoth() {
    try {
      await()
          .atMost(READY_WITHIN)
          .pollInterval(Duration.ofSeconds(1))
          .ignoreExceptions()
          .until(RollingRestartIT::bothAreThere);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(told(), e);
    }
  }

  private static boolean bothAreThere() throws Exception {
    var group =
        admin
            .describeClassicGroups(List.of("kadvisor"))
            .all()
            .get(10, TimeUnit.SECONDS)
            .get("kadvisor");
    boolean alive = first.isAlive() && second.isAlive();
    return alive && group.state() == ClassicGroupState.STABLE && group.members().size() == 2;
  }

  private static Stream<Advisory> loss(int broker) {
    return newest("broker-silent", Subject.of(new BrokerId(broker)));
  }

  private static Stream<Advisory> weak() {
    return newest("weak-topic", Subject.of(new TopicName("weak")));
  }

  private static Stream<Advisory> memberless() {
    return newest("group-memberless", Subject.of(new GroupId("packers")));
  }

  private static Stream<Advisory> newest(String kind, Subject subject) {
    return tail.newest().stream()
        .filter(advisory -> advisory.subject().equals(subject))
        .filter(advisory -> advisory.id().toString().startsWith(kind));
  }

  private static boolean isOpen(Advisory advisory) {
    return advisory.state() == AdvisoryState.OPEN;
  }

  private static void assertToldOnce(Stream<Advisory> newest) {
    assertThat(newest)
        .as(RollingRestartIT::told)
        .singleElement()
        .satisfies(
            advisory -> {
              List<Integer> revisions =
                  tail.revisions().stream()
                      .filter(revision -> revision.id().equals(advisory.id()))
                      .map(Advisory::revision)
                      .toList();
              assertThat(revisions)
                  .isEqualTo(IntStream.rangeClosed(1, revisions.size()).boxed().toList());
              assertThat(advisory.transitions())
                  .filteredOn(step -> !step.from().equals(Optional.of(step.to())))
                  .extracting(Transition::to)
                  .containsExactly(AdvisoryState.OPEN, AdvisoryState.RESOLVED);
            });
  }

  private static void awaitThat(java.util.concurrent.Callable<Boolean> condition) {
    try {
      await().atMost(TOLD_WITHIN).until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(told(), e);
    }
  }

  private static String told() {
    StringBuilder text = new StringBuilder();
    List<Advisory> revisions = tail == null ? List.of() : tail.revisions();
    revisions.forEach(
        revision ->
            text.append(revision.updatedAt())
                .append(' ')
                .append(revision.id())
                .append(' ')
                .append(revision.revision())
                .append(' ')
                .append(revision.state())
                .append('\n'));
    return text
        + "--- a\n"
        + first.output()
        + "--- b\n"
        + second.output()
        + "--- collector\n"
        + collector.output();
  }
}
