package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.localcluster.LocalBroker;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** {@code kadvisor run} with everything wrong that a person can get wrong, on real brokers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartFaultsIT {
  /** One clear sentence is promised in 15 s; before them Java starts, beside all other tests. */
  private static final Duration SAID_WITHIN = Duration.ofSeconds(25);

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final Duration READY_WITHIN = Duration.ofSeconds(240);

  @TempDir static Path folder;

  private static final MachineWatch MACHINE = new MachineWatch(Clock.systemUTC());

  private static GuardedCluster cluster;

  @BeforeAll
  static void startBrokers() throws Exception {
    MACHINE.start();
    cluster = GuardedCluster.start();
  }

  @AfterAll
  static void stopBrokers() {
    MACHINE.close();
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void shouldSayAllFaultsAtOnceWhenTheFileIsBroken() throws Exception {
    Path config = folder.resolve("broken.yaml");
    Files.writeString(
        config,
        """
        home:
          client: {bootstrap.servers: "127.0.0.1:1"}
          prefx: shop.
        clusters:
          - alias: shop
            client: {bootstrap.servers: "127.0.0.1:1"}
            sweep: {fast: soon}
        api: {port: 99999}
        policy: {rules: {no-such-rule: {enabled: true}}}
        """);

    try (RunProcess run = run("broken", config).start()) {
      Instant from = Instant.now();
      assertThat(run.exit(PATIENCE)).isEqualTo(ExitCode.WRONG_USAGE.number());
      assertInTime(from);
      assertThat(run.output())
          .contains("has 4 faults")
          .contains("home.prefx: found")
          .contains("did you mean prefix?")
          .contains("clusters[0].sweep.fast: found \"soon\"")
          .contains("api.port: found 99999")
          .contains("policy.rules.no-such-rule: unknown rule");
    }
  }

  @Test
  void shouldEndNamingBothValuesWhenATopicDiffersFromTheContract() throws Exception {
    create(new NewTopic("other.advisories", 2, (short) 3));

    try (RunProcess run = run("other", config("other", open())).start()) {
      assertThat(run.exit(READY_WITHIN)).isEqualTo(ExitCode.NOT_CARRIED_OUT.number());
      assertThat(run.output())
          .contains("other.advisories: the partition count is 2, must be ")
          .contains("use another prefix")
          .doesNotContain("Exception");
    }
  }

  @Test
  void shouldSayThatTlsIsNotSpokenWhenOnlyTheClientSpeaksIt() throws Exception {
    Path config = config("tls", open() + "\n    security.protocol: SSL");

    try (RunProcess run = run("tls", config).start()) {
      awaitSentence(run, "does not speak TLS and the client does");
    }
  }

  @Test
  void shouldGoOnByItselfWhenWrongCredentialsAreMadeRight() throws Exception {
    Path secret = Files.writeString(folder.resolve("login.properties"), "password=wrong\n");

    try (RunProcess run = run("login", config("login", login(secret))).start()) {
      awaitSentence(run, "refuses the credentials");
      Files.writeString(secret, "password=" + GuardedCluster.PASSWORD + "\n");
      awaitReady(run);
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void shouldGoOnByItselfWhenTheHomeComesUpAfterIt() throws Exception {
    cluster.brokers().brokers().forEach(LocalBroker::kill);

    try (RunProcess run = run("late", config("late", open())).start()) {
      awaitSentence(run, "answers (connection refused)");
      cluster.brokers().brokers().forEach(LocalBroker::start);
      cluster.brokers().awaitReady(READY_WITHIN);
      awaitReady(run);
    }
  }

  @Test
  void shouldKeepThePolicyInForceWhenItsFileBreaksAndTakeItWhenItIsRightAgain() throws Exception {
    Path config = config("policy", open());
    String good = Files.readString(config);
    Topics topics = new Topics("policy.");
    Map<String, String> client = Map.of("bootstrap.servers", cluster.open());

    try (RunProcess run = run("policy", config).start();
        AdvisoryTail tail = tailWhenReady(run, client, topics)) {
      Files.writeString(config, good.replace("duration-factor: 60", "duration-factor: often"));
      awaitThat(run, () -> run.output().contains("The policy in force stays"));
      create(new NewTopic("weak-before", 1, (short) 1));
      awaitThat(run, () -> tail.newest().stream().anyMatch(a -> a.owner().equals("by-day")));
      String before = tail.newest().get(0).policy().version();

      Files.writeString(config, good.replace("by-day", "by-night"));
      awaitThat(run, () -> judgedBy(run).size() == 2);
      create(new NewTopic("weak-after", 1, (short) 1));
      awaitThat(run, () -> tail.newest().stream().anyMatch(a -> a.owner().equals("by-night")));

      assertThat(judgedBy(run)).first().isEqualTo(before);
      assertThat(tail.revisions())
          .filteredOn(advisory -> advisory.owner().equals("by-night"))
          .extracting(advisory -> advisory.policy().version())
          .containsOnly(judgedBy(run).get(1));
    }
  }

  /** Versions of the policy that it said to judge by, in order. */
  private static List<String> judgedBy(RunProcess run) {
    return run.output()
        .lines()
        .filter(line -> line.contains("is judged by policy"))
        .map(line -> line.replaceAll(".*policy \\S+ (\\S+)\\s*$", "$1"))
        .toList();
  }

  private static AdvisoryTail tailWhenReady(
      RunProcess run, Map<String, String> client, Topics topics) {
    awaitReady(run);
    return new AdvisoryTail(client, topics.advisories(), (Advisory revision) -> {}).start();
  }

  private static RunProcess run(String name, Path config) {
    return new RunProcess(cluster.brokers().processes(), name, config);
  }

  private static String open() {
    return "bootstrap.servers: " + cluster.open();
  }

  private static String login(Path secret) {
    return """
        bootstrap.servers: %s
            security.protocol: SASL_PLAINTEXT
            sasl.mechanism: PLAIN
            sasl.jaas.config: '%s'
            config.providers: file
            config.providers.file.class: org.apache.kafka.common.config.provider.FileConfigProvider"""
        .formatted(cluster.guarded(), GuardedCluster.login("${file:" + secret + ":password}"));
  }

  /** A configuration of its own for each test, so that none sees another's topics. */
  private static Path config(String name, String client) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        home:
          prefix: %1$s.
          client:
            %2$s
        clusters:
        - alias: shop
          sweep: {fast: 2s, slow: 4s}
          client:
            %2$s
        streams: {application-id: %1$s, state-dir: %3$s, metadata-max-age: 2s}
        api: {port: 0}
        policy: {name: shop, duration-factor: 60, default-owner: by-day}
        """
            .formatted(name, client, folder.resolve(name + "-state")));
  }

  private static void create(NewTopic topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.open()))) {
      admin.createTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
    }
  }

  private static void awaitSentence(RunProcess run, String sentence) {
    Instant from = Instant.now();
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> run.output().contains(sentence) && waitsFor(run).contains(sentence));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(run.output() + "\n" + run.health(), e);
    }
    assertInTime(from);
    assertThat(run.isAlive()).isTrue();
    assertThat(run.output()).doesNotContain("\tat ");
  }

  /** A machine that gives no time delays a sentence, too. */
  private static void assertInTime(Instant from) {
    Instant said = Instant.now();
    if (said.isAfter(from.plus(SAID_WITHIN))) {
      assertThat(MACHINE.disturbed(from, said))
          .as("said after %s", Duration.between(from, said))
          .isPresent();
    }
  }

  private static String waitsFor(RunProcess run) {
    return run.health()
        .map(health -> health.path("roles").findPath("details").path("waits for").asText())
        .orElse("");
  }

  private static void awaitReady(RunProcess run) {
    awaitThat(run, () -> run.health().map(health -> status(health).equals("UP")).orElse(false));
  }

  private static String status(JsonNode health) {
    return health.path("status").asText();
  }

  private static void awaitThat(RunProcess run, Callable<Boolean> condition) {
    try {
      await().atMost(READY_WITHIN).until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(run.output() + "\n" + run.health(), e);
    }
  }
}
