package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.localcluster.LocalBroker;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.workload.StandardWorkload;
import io.kadvisor.localcluster.workload.Workload;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.advisory.Transition;
import io.kadvisor.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A broker is lost while the advisor's own processes are killed: the same advisory, once, with
 * every transition.
 */
class KillIT {
  private static final Duration READY_WITHIN = Duration.ofSeconds(240);
  private static final Duration OPENS_WITHIN = Duration.ofSeconds(180);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(240);
  private static final Duration AFTERMATH = Duration.ofSeconds(8);

  // a loss is told some 12 s after it, and ended some 10 s after the broker is back
  private static final int LOSS_MILLIS = 15_000;
  private static final int RETURN_MILLIS = 10_000;

  private static LocalCluster cluster;
  private static Workload workload;
  private static List<RunProcess> roles;
  private static AdvisoryTail tail;
  private static final ScheduledExecutorService killer =
      Executors.newSingleThreadScheduledExecutor();

  @BeforeAll
  static void startTheRolesApart() {
    cluster = LocalCluster.builder().start();
    workload = StandardWorkload.start(cluster.bootstrapServers());
    Path folder = cluster.processes().folder();
    Path config =
        new DemoConfig(cluster, 0, folder.resolve("state"), Optional.empty())
            .writeTo(folder.resolve("kadvisor.yaml"));
    roles = List.of(role("streams", config), role("collector", config), role("api", config));
    await().atMost(READY_WITHIN).until(() -> lastJudged().isPresent());
    tail =
        new AdvisoryTail(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new Topics(Topics.DEFAULT_PREFIX).advisories(),
                revision -> {})
            .start();
  }

  private static RunProcess role(String role, Path config) {
    return new RunProcess(cluster.processes(), role, config, "--roles", role).start();
  }

  @AfterAll
  static void end() {
    killer.shutdownNow();
    if (tail != null) {
      tail.close();
    }
    if (workload != null) {
      workload.close();
    }
    cluster.close();
  }

  @Test
  void shouldTellTheLossOnceWhenItsOwnProcessesAreKilled() throws Exception {
    assertToldOnceWhenKilled(1);
  }

  @Tag("long")
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {2, 3, 4, 5})
  void shouldTellTheLossOnceWhenItsOwnProcessesAreKilledAtOtherMoments(long seed) throws Exception {
    assertToldOnceWhenKilled(seed);
  }

  private static void assertToldOnceWhenKilled(long seed) throws Exception {
    // neighbouring seeds of Random begin alike
    SplittableRandom random = new SplittableRandom(seed);
    List<Advisory> before = tail.newest();
    assertThat(before).allMatch(advisory -> advisory.state().ended());
    LocalBroker victim = anyButTheController(random);
    // over any two of three seeds each role is killed
    RunProcess first = roles.get((int) (seed % roles.size()));
    RunProcess second = roles.get((int) ((seed + 2) % roles.size()));

    victim.kill();
    Future<?> firstKill = killLater(first, random.nextInt(LOSS_MILLIS));
    awaitThat(seed, OPENS_WITHIN, () -> since(before).stream().anyMatch(KillIT::isOpen));
    firstKill.get(1, TimeUnit.MINUTES);
    victim.start();
    Future<?> secondKill = killLater(second, random.nextInt(RETURN_MILLIS));
    awaitThat(seed, ENDS_WITHIN, () -> since(before).stream().allMatch(a -> a.state().ended()));
    secondKill.get(1, TimeUnit.MINUTES);
    cluster.awaitReady(READY_WITHIN);
    awaitThat(seed, ENDS_WITHIN, () -> judgedAfter(since(before).get(0)));

    assertThat(since(before))
        .as(() -> told(seed))
        .singleElement()
        .satisfies(
            advisory -> {
              assertThat(advisory.id().toString()).contains("broker-silent");
              assertThat(advisory.subject().toString()).isEqualTo("broker " + victim.id());
              assertThat(advisory.cause()).isEqualTo("broker-down");
              assertThat(advisory.state()).isEqualTo(AdvisoryState.RESOLVED);
              assertToldOnce(advisory);
            });
  }

  private static void assertToldOnce(Advisory advisory) {
    List<Advisory> revisions =
        tail.revisions().stream().filter(r -> r.id().equals(advisory.id())).toList();
    assertThat(revisions)
        .extracting(Advisory::revision)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, revisions.size()).boxed().toList());
    assertThat(advisory.transitions())
        .filteredOn(KillIT::changesTheState)
        .extracting(Transition::to)
        .containsExactly(AdvisoryState.OPEN, AdvisoryState.RESOLVED);
  }

  /** A revision may also tell news of an open one, such as a group that the loss has reached. */
  private static boolean changesTheState(Transition transition) {
    return !transition.from().equals(Optional.of(transition.to()));
  }

  private static boolean isOpen(Advisory advisory) {
    return advisory.state() == AdvisoryState.OPEN;
  }

  /** Advisories that are not among those. */
  private static List<Advisory> since(List<Advisory> before) {
    return tail.newest().stream()
        .filter(now -> before.stream().noneMatch(then -> then.id().equals(now.id())))
        .toList();
  }

  private static Future<?> killLater(RunProcess role, int millis) {
    return killer.schedule(
        () -> {
          role.kill();
          role.start();
        },
        millis,
        TimeUnit.MILLISECONDS);
  }

  private static LocalBroker anyButTheController(SplittableRandom random) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      int controller = admin.describeCluster().controller().get(20, TimeUnit.SECONDS).id();
      List<LocalBroker> others =
          cluster.brokers().stream().filter(broker -> broker.id() != controller).toList();
      return others.get(random.nextInt(others.size()));
    }
  }

  private static Optional<Instant> lastJudged() {
    return roles.get(2).health().flatMap(KillIT::lastJudged);
  }

  private static Optional<Instant> lastJudged(JsonNode health) {
    String text = health.path("clusters").path(0).path("lastJudged").asText("");
    return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
  }

  /** Whether sweeps were judged well after the end: what would open late has opened. */
  private static boolean judgedAfter(Advisory advisory) {
    return lastJudged().filter(at -> at.isAfter(advisory.updatedAt().plus(AFTERMATH))).isPresent();
  }

  private static void awaitThat(long seed, Duration within, Callable<Boolean> condition) {
    try {
      await().atMost(within).until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(told(seed), e);
    }
  }

  private static String told(long seed) {
    StringBuilder text = new StringBuilder("seed " + seed);
    tail.revisions().forEach(revision -> text.append("\n").append(line(revision)));
    roles.forEach(
        role -> text.append("\n--- ").append(role.address()).append("\n").append(role.output()));
    return text.toString();
  }

  private static String line(Advisory revision) {
    List<Transition> transitions = revision.transitions();
    return "%s %s %d %s %s: %s"
        .formatted(
            revision.updatedAt(),
            revision.id(),
            revision.revision(),
            revision.state(),
            revision.cause(),
            transitions.get(transitions.size() - 1).reason());
  }
}
