package io.kadvisor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.cli.demo.Attempts.Attempt;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.scenario.RunOptions;
import io.kadvisor.localcluster.scenario.ScenarioFile;
import io.kadvisor.localcluster.scenario.ScenarioRunner;
import io.kadvisor.localcluster.scenario.ScenarioTemplate;
import io.kadvisor.localcluster.scenario.UnrelatedFaults;
import io.kadvisor.localcluster.workload.StandardWorkload;
import io.kadvisor.localcluster.workload.Workload;
import io.kadvisor.wire.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One run of the demo, from the first broker to the report. */
final class Demo {
  private static final int CONTROLLERS = 3;
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(200);

  private final DemoOptions options;
  private final Terminal terminal;
  private final Clock clock;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  Demo(DemoOptions options, Terminal terminal, Clock clock) {
    this.options = options;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** Runs it; whatever happens, no process and no folder is left. */
  ExitCode run() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::interruptAndWait, "demo-end"));
    Instant startedAt = now();
    terminal.step("Starting three brokers in three racks and three controllers …");
    try (LocalCluster cluster = cluster()) {
      terminal.step("Brokers are up: " + brokers(cluster));
      try (Workload workload = StandardWorkload.start(cluster.bootstrapServers())) {
        terminal.step(
            "A workload runs: %d topics, %d consumer groups"
                .formatted(StandardWorkload.topics().size(), StandardWorkload.groups().size()));
        return advised(cluster, workload, startedAt);
      }
    } finally {
      closed.countDown();
    }
  }

  /** With all that a scenario may break: controllers of their own, and ways between brokers. */
  private LocalCluster cluster() {
    return LocalCluster.builder()
        .jmx(options.jmx())
        .controllersApart(CONTROLLERS)
        .replicationProxies(true)
        .start();
  }

  private ExitCode advised(LocalCluster cluster, Workload workload, Instant startedAt)
      throws InterruptedException {
    Path folder = cluster.processes().folder();
    DemoConfig config =
        new DemoConfig(cluster, options.port(), folder.resolve("advisor-state"), options.policy());
    if (options.probe()) {
      config.probing(cluster);
    }
    AdvisorProcess advisor =
        new AdvisorProcess(
            cluster.processes(), config.writeTo(folder.resolve(DemoOperator.CONFIG)));
    Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    Map<String, String> client = Map.of("bootstrap.servers", cluster.bootstrapServers());
    try {
      advisor.start();
      Instant readyAt = awaitReady(advisor);
      try (AdvisoryTail tail =
              new AdvisoryTail(client, topics.advisories(), new Told(terminal)).start();
          Closing recording = recording(client, topics);
          BlindnessWatch blindness = new BlindnessWatch(advisor, terminal, clock).start()) {
        DemoOperator operator = new DemoOperator(config, folder, advisor, client, clock);
        Reporting reporting = new Reporting(startedAt, readyAt, config, cluster.baseSettings());
        List<Attempt> attempts = scenarios(cluster, workload, tail, operator, reporting);
        return tell(reporting.on(attempts, tail.revisions(), tail.newest()));
      }
    } finally {
      terminal.step("Ending …");
      advisor.stop(ENDS_WITHIN);
    }
  }

  private Closing recording(Map<String, String> client, Topics topics) {
    return options
        .recording()
        .<Closing>map(file -> new Recording(client, topics, file).start()::close)
        .orElse(() -> {});
  }

  /** A close that throws nothing. */
  private interface Closing extends AutoCloseable {
    @Override
    void close();
  }

  private Instant awaitReady(AdvisorProcess advisor) throws InterruptedException {
    terminal.step("Starting the advisor in a process of its own …");
    await(advisor, health -> true, "the page");
    terminal.step("The page is at " + advisor.address().orElseThrow());
    await(advisor, Demo::judged, "the first judged sweep");
    terminal.step(
        "Collecting every 2 s, advising; durations are "
            + (int) DemoConfig.DURATION_FACTOR
            + " times shorter than in production");
    return now();
  }

  private static boolean judged(JsonNode health) {
    return health.path("status").asText().equals("UP")
        && health.path("clusters").path(0).hasNonNull("lastJudged");
  }

  private void await(AdvisorProcess advisor, Predicate<JsonNode> condition, String what)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(READY_WITHIN);
    while (advisor.health().filter(condition).isEmpty()) {
      if (!advisor.isAlive() || clock.instant().isAfter(deadline)) {
        throw new DemoFailedException(
            "the advisor %s before %s; its last lines:\n%s"
                .formatted(
                    advisor.isAlive() ? "was not ready in time" : "ended",
                    what,
                    String.join("\n", advisor.lastLines(15))));
      }
      if (interrupted.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new DemoFailedException("ended before it was ready");
      }
    }
  }

  /** What ran, in order. */
  private List<Attempt> scenarios(
      LocalCluster cluster,
      Workload workload,
      AdvisoryTail tail,
      DemoOperator operator,
      Reporting reporting)
      throws InterruptedException {
    List<ScenarioTemplate> templates =
        options.scenarios().map(ScenarioFile::scenarios).orElse(List.of());
    Optional<UnrelatedFaults> pair =
        options.overlap() ? Optional.of(UnrelatedFaults.drawn(options.seed())) : Optional.empty();
    if (templates.isEmpty() && pair.isEmpty()) {
      rest();
      return List.of();
    }
    RunOptions run =
        new RunOptions(options.seed(), DemoConfig.DURATION_FACTOR, options.variables(), clock);
    AdvisoryGate gate = new AdvisoryGate(tail, clock);
    int count = templates.size() + (pair.isPresent() ? 2 : 0);
    try (ScenarioRunner runner = new ScenarioRunner(cluster, workload, run, operator);
        Progress progress = new Progress(terminal).start();
        MachineWatch machine = new MachineWatch(clock).start()) {
      Narrator narrator = new Narrator(terminal, progress, gate, count);
      Attempts attempts =
          new Attempts(
              machine,
              attempt -> reporting.passed(attempt, tail.revisions(), tail.newest()),
              narrator::onceMore,
              clock);
      templates.forEach(
          template -> attempts.play(() -> List.of(runner.run(template, narrator, gate))));
      pair.ifPresent(
          two -> attempts.play(() -> runner.runTogether(two.scenarios(), narrator, gate)));
      return attempts.all();
    }
  }

  private void rest() throws InterruptedException {
    if (options.duration().isPresent()) {
      terminal.step("Running for " + options.duration().get().toSeconds() + " s");
      interrupted.await(options.duration().get().toMillis(), TimeUnit.MILLISECONDS);
    } else {
      terminal.step(
          "Running until you press Ctrl-C; ./kadvisor demo --scenario broker-loss shows a fault");
      interrupted.await();
    }
  }

  private ExitCode tell(DemoReport report) {
    report
        .scenarios()
        .forEach(
            s -> terminal.step((s.passed() ? "passed  " : "FAILED  ") + s.name() + ": " + s.why()));
    report
        .disturbed()
        .forEach(
            d ->
                terminal.step(
                    "once more  %s: %s; %s"
                        .formatted(d.scenario().name(), d.machine(), d.scenario().why())));
    report.unexpected().forEach(a -> terminal.step("unexpected  " + a.id() + ": " + a.title()));
    options.report().ifPresent(file -> Reporting.write(report, file));
    return report.passed() ? ExitCode.DONE : ExitCode.CHECK_FOUND_SOMETHING;
  }

  private static String brokers(LocalCluster cluster) {
    return cluster.brokers().stream()
        .map(broker -> broker.id() + " at " + broker.address())
        .collect(Collectors.joining(", "));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void interruptAndWait() {
    interrupted.countDown();
    try {
      closed.await(ENDS_WITHIN.toSeconds() + 5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
