package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.sample.ClusterRecord;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import io.kadvisor.wire.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two users with just the rights that the page on operations lists, on a broker that checks them:
 * they are enough, and one too few is told by its name.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RightsIT {
  private static final String WATCH = "kadvisor-watch";
  private static final String HOME = "kadvisor-home";
  private static final String PROBE = "kadvisor.probe";
  private static final Path PAGE = Path.of("../docs/operations.md");
  private static final Duration READY_WITHIN = Duration.ofSeconds(240);
  private static final Duration SAID_WITHIN = Duration.ofSeconds(120);

  @TempDir static Path folder;

  private static GuardedCluster cluster;
  private static Admin admin;
  private static RunProcess run;
  private static TopicReader<ClusterRecord> marks;
  private static HttpServer hook;
  private static final List<String> SIGNATURES = new CopyOnWriteArrayList<>();
  private static AdvisoryTail tail;
  private static final AtomicReference<SweepMark> last = new AtomicReference<>();

  @BeforeAll
  static void allowWhatThePageLists() throws Exception {
    cluster = GuardedCluster.startWithRights(WATCH, HOME);
    Map<String, Object> open = Map.of("bootstrap.servers", cluster.open());
    admin = Admin.create(open);
    KafkaTools tools = KafkaTools.in(folder);
    for (String command : commands()) {
      tools.run(command);
    }
    somethingToSee();
    hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext("/", RightsIT::take);
    hook.start();
    run = new RunProcess(cluster.brokers().processes(), "rights", config("kadvisor.")).start();
    await().atMost(READY_WITHIN).until(() -> listed().contains("kadvisor.metrics.cluster"));
    Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    marks =
        new TopicReader<ClusterRecord>(
                open,
                List.of(topics.clusterRecords()),
                topics.clusterRecords().valueSerde().deserializer(),
                found -> {
                  if (found.value() instanceof SweepMark mark) {
                    last.set(mark);
                  }
                })
            .start("marks");
    tail = new AdvisoryTail(open, topics.advisories(), revision -> {}).start();
  }

  private static void take(HttpExchange posted) throws IOException {
    posted.getRequestBody().readAllBytes();
    SIGNATURES.add(posted.getRequestHeaders().getFirst("Kadvisor-Signature"));
    posted.sendResponseHeaders(204, -1);
    posted.close();
  }

  private static java.util.Set<String> listed() throws Exception {
    return admin.listTopics().names().get(20, TimeUnit.SECONDS);
  }

  /** The commands of the page, against this broker. */
  private static List<String> commands() throws IOException {
    List<String> commands =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("kafka-acls.sh "))
            .map(line -> line.replaceAll("(kafka|home)-1:9092", cluster.open()))
            .toList();
    assertThat(commands).hasSize(7);
    return commands;
  }

  private static void somethingToSee() throws Exception {
    admin
        .createTopics(List.of(new NewTopic("orders", 2, (short) 1)))
        .all()
        .get(20, TimeUnit.SECONDS);
    admin
        .alterConsumerGroupOffsets(
            "billing", Map.of(new TopicPartition("orders", 0), new OffsetAndMetadata(0)))
        .all()
        .get(20, TimeUnit.SECONDS);
  }

  private static Path config(String prefix) throws IOException {
    return Files.writeString(
        folder.resolve(prefix + "yaml"),
        """
        home:
          prefix: %5$s
          client: {bootstrap.servers: "%1$s", security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN, sasl.jaas.config: '%2$s'}
        clusters:
        - alias: guarded
          sweep: {fast: 1s, slow: 2s}
          probe: {enabled: true, topic: kadvisor.probe}
          client: {bootstrap.servers: "%1$s", security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN, sasl.jaas.config: '%3$s'}
        streams: {state-dir: %4$s}
        api: {port: 0}
        webhook: {url: "http://127.0.0.1:%6$d/", secret-file: %7$s, minimum-severity: notice}
        policy: {name: rights, duration-factor: 60}
        """
            .formatted(
                cluster.guarded(),
                GuardedCluster.login(HOME, GuardedCluster.PASSWORD),
                GuardedCluster.login(WATCH, GuardedCluster.PASSWORD),
                folder.resolve("state-" + prefix),
                prefix,
                hook.getAddress().getPort(),
                Files.writeString(folder.resolve("hook-secret"), "0123456789abcdef")));
  }

  @AfterAll
  static void end() {
    if (tail != null) {
      tail.close();
    }
    if (marks != null) {
      marks.close();
    }
    if (admin != null) {
      admin.close();
    }
    if (cluster != null) {
      cluster.close();
    }
    if (hook != null) {
      hook.stop(0);
    }
  }

  @Test
  @Order(1)
  void shouldSeeAllAndPublishWhenItHasTheRightsOfThePage() {
    awaitMark(mark -> mark.counts().topics() > 10 && mark.counts().groups() > 0);
    awaitMark(RightsIT::refusesNothing);
    awaitMark(mark -> probe(mark).open());

    await()
        .atMost(READY_WITHIN)
        .untilAsserted(
            () -> assertThat(tail.newest()).as(run::output).extracting(Advisory::id).isNotEmpty());
    await().atMost(SAID_WITHIN).until(() -> !SIGNATURES.isEmpty());
    assertThat(SIGNATURES).allMatch(signature -> signature.matches("t=\\d+,v1=[0-9a-f]{64}"));
    JsonNode health = run.health().orElseThrow();
    assertThat(health.path("status").asText()).isIn("UP", "DEGRADED");
    assertThat(health.path("roles").findValuesAsText("name")).contains("webhook");
  }

  @Order(2)
  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "DESCRIBE         | CLUSTER | kafka-cluster | --operation Describe --cluster",
        "DESCRIBE_CONFIGS | CLUSTER | kafka-cluster | --operation DescribeConfigs --cluster",
        "DESCRIBE_CONFIGS | TOPIC   | *             | --operation DescribeConfigs --topic",
        "DESCRIBE         | GROUP   | *             | --operation Describe --group"
      })
  void shouldNameTheRightInTheMarkWhenOneIsMissing(
      AclOperation operation, ResourceType type, String name, String right) throws Exception {
    AclBinding binding = takeAway(operation, type, name);
    try {
      awaitMark(mark -> mark.notSeen().stream().anyMatch(n -> remedy(n).contains(right)));
    } finally {
      admin.createAcls(List.of(binding)).all().get(20, TimeUnit.SECONDS);
    }
    awaitMark(RightsIT::refusesNothing);
  }

  private static AclBinding takeAway(AclOperation operation, ResourceType type, String name)
      throws Exception {
    AclBinding binding =
        new AclBinding(
            new ResourcePattern(type, name, PatternType.LITERAL),
            new AccessControlEntry("User:" + WATCH, "*", operation, AclPermissionType.ALLOW));
    var removed = admin.deleteAcls(List.of(binding.toFilter())).all().get(20, TimeUnit.SECONDS);
    assertThat(removed).containsExactly(binding);
    return binding;
  }

  @Order(3)
  @ParameterizedTest
  @EnumSource(names = {"WRITE", "READ"})
  void shouldSayWhatTheProbeLacksAndGoOnWhenItHasItAgain(AclOperation operation) throws Exception {
    AclBinding binding = takeAway(operation, ResourceType.TOPIC, PROBE);
    try {
      awaitMark(mark -> lacksItsTopic(probe(mark)));
    } finally {
      admin.createAcls(List.of(binding)).all().get(20, TimeUnit.SECONDS);
    }
    awaitMark(mark -> probe(mark).open());
  }

  @Test
  @Order(4)
  void shouldSayThatTheProbeMayNotCreateItsTopic() throws Exception {
    takeAway(AclOperation.CREATE, ResourceType.TOPIC, PROBE);

    admin.deleteTopics(List.of(PROBE)).all().get(20, TimeUnit.SECONDS);

    awaitMark(mark -> lacksItsTopic(probe(mark)));
  }

  private static SourceStatus probe(SweepMark mark) {
    return mark.sources().stream()
        .filter(source -> source.source() == Fact.Source.PROBE)
        .findFirst()
        .orElseThrow();
  }

  private static boolean lacksItsTopic(SourceStatus probe) {
    String reason = probe.reason().orElse("");
    return !probe.open() && reason.contains("Authorization") && reason.contains("operations.md");
  }

  @Test
  @Order(5)
  void shouldNameTheRightsWhenTheHomeRefusesItsTopics() throws Exception {
    try (RunProcess other =
        new RunProcess(
                cluster.brokers().processes(), "other", config("other."), "--roles", "streams")
            .start()) {
      await()
          .atMost(SAID_WITHIN)
          .untilAsserted(
              () ->
                  assertThat(other.output())
                      .contains("cannot create topic other.")
                      .contains("Allow Create, Read, Write and DescribeConfigs"));
    }
  }

  private static String remedy(NotSeen notSeen) {
    return notSeen.remedy().orElse("");
  }

  private static boolean refusesNothing(SweepMark mark) {
    return mark.unreachable().isEmpty()
        && mark.notSeen().stream().noneMatch(n -> remedy(n).contains("kafka-acls"));
  }

  private static void awaitMark(Predicate<SweepMark> wanted) {
    try {
      await().atMost(SAID_WITHIN).until(() -> last.get() != null && wanted.test(last.get()));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("the last mark is " + last.get() + "\n" + run.output(), e);
    }
  }
}
