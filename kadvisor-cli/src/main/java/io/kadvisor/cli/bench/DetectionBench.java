package io.kadvisor.cli.bench;

import io.kadvisor.cli.demo.AdvisorProcess;
import io.kadvisor.cli.demo.DemoConfig;
import io.kadvisor.cli.demo.DemoFailedException;
import io.kadvisor.cli.demo.MachineWatch;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.scenario.RunOptions;
import io.kadvisor.localcluster.scenario.ScenarioFile;
import io.kadvisor.localcluster.scenario.ScenarioListener;
import io.kadvisor.localcluster.scenario.ScenarioRun;
import io.kadvisor.localcluster.scenario.ScenarioRunner;
import io.kadvisor.localcluster.workload.StandardWorkload;
import io.kadvisor.localcluster.workload.Workload;
import io.kadvisor.model.advisory.Advisory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The demo's brokers, workload and advisor; faults one after the other, each timed. */
final class DetectionBench {
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(200);

  /** What the machine kept from the advisor just before the fault still holds it up. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);

  private static final String STOPPED_CONSUMER = "stopped-consumer";

  /** What is measured; targets and pauses follow from the seed. */
  record Plan(List<String> faults, int repeat, long seed, boolean otherHome) {
    Plan {
      faults = List.copyOf(faults);
    }
  }

  private final Plan plan;
  private final Consumer<String> progress;
  private final Clock clock;

  DetectionBench(Plan plan, Consumer<String> progress, Clock clock) {
    this.plan = plan;
    this.progress = progress;
    this.clock = clock;
  }

  /** Measures; whatever happens, no process and no folder is left. */
  DetectionReport run() throws InterruptedException {
    double before = load();
    progress.accept("Starting brokers, a workload and the advisor …");
    try (LocalCluster cluster = LocalCluster.builder().replicationProxies(true).start();
        LocalCluster home = plan.otherHome() ? LocalCluster.builder().jmx(false).start() : null;
        Workload workload = StandardWorkload.start(cluster.bootstrapServers());
        MachineWatch machine = new MachineWatch(clock).start()) {
      AdvisorProcess advisor = advisor(cluster, Optional.ofNullable(home));
      try {
        advisor.start();
        awaitReady(advisor);
        List<Injection> injections = injections(cluster, workload, advisor, machine);
        return DetectionReport.of(plan, DemoConfig.FAST_SWEEP, List.of(before, load()), injections);
      } finally {
        advisor.stop(ENDS_WITHIN);
      }
    }
  }

  private AdvisorProcess advisor(LocalCluster cluster, Optional<LocalCluster> home) {
    Path folder = cluster.processes().folder();
    DemoConfig config =
        new DemoConfig(
            cluster,
            home.orElse(cluster).bootstrapServers(),
            0,
            folder.resolve("advisor-state"),
            Optional.of(policy(folder)));
    return new AdvisorProcess(cluster.processes(), config.writeTo(folder.resolve("kadvisor.yaml")));
  }

  /** The demo's policy without the times that a rule waits on purpose. */
  private static Path policy(Path folder) {
    return copied("detection-policy.yaml", folder);
  }

  private static Path copied(String resource, Path folder) {
    try (InputStream in = DetectionBench.class.getResourceAsStream(resource)) {
      Path file = folder.resolve(resource);
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + resource, e);
    }
  }

  /**
   * The scenario of a fault. That of a stopped consumer proves more than its fault: lag takes its
   * time after the members have left, and the clock must not wait for it.
   */
  static ScenarioFile scenario(String fault, Path folder) {
    return fault.equals(STOPPED_CONSUMER)
        ? ScenarioFile.read(copied("detection-stopped-consumer.yaml", folder))
        : ScenarioFile.shipped(fault);
  }

  private void awaitReady(AdvisorProcess advisor) throws InterruptedException {
    Instant deadline = clock.instant().plus(READY_WITHIN);
    while (advisor.health().filter(DetectionBench::judged).isEmpty()) {
      if (!advisor.isAlive() || clock.instant().isAfter(deadline)) {
        throw new DemoFailedException(
            "the advisor was not ready; its last lines:\n"
                + String.join("\n", advisor.lastLines(15)));
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private static boolean judged(com.fasterxml.jackson.databind.JsonNode health) {
    return health.path("status").asText().equals("UP")
        && health.path("clusters").path(0).hasNonNull("lastJudged");
  }

  /** Faults take turns, so that none has the quiet part of the run to itself. */
  private List<Injection> injections(
      LocalCluster cluster, Workload workload, AdvisorProcess advisor, MachineWatch machine)
      throws InterruptedException {
    List<Injection> injections = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(plan.seed());
    try (ToldAdvisories told = new ToldAdvisories(advisor.address().orElseThrow(), clock).start()) {
      for (int round = 0; round < plan.repeat(); round++) {
        for (String fault : plan.faults()) {
          told.awaitCalm();
          Thread.sleep(random.nextLong(2 * DemoConfig.FAST_SWEEP.toMillis()));
          ScenarioRun run = run(cluster, workload, told, fault, plan.seed() + round);
          Injection injection = injection(fault, run, told, machine);
          injections.add(injection);
          progress.accept((round + 1) + "/" + plan.repeat() + " " + injection.line());
        }
      }
    }
    return injections;
  }

  private ScenarioRun run(
      LocalCluster cluster, Workload workload, ToldAdvisories told, String fault, long seed) {
    RunOptions options = new RunOptions(seed, DemoConfig.DURATION_FACTOR, Map.of(), clock);
    try (ScenarioRunner runner = new ScenarioRunner(cluster, workload, options)) {
      Path folder = cluster.processes().folder();
      var template = scenario(fault, folder).scenarios().get(0);
      return runner.run(template, new ScenarioListener() {}, told);
    }
  }

  private Injection injection(
      String fault, ScenarioRun run, ToldAdvisories told, MachineWatch machine) {
    Optional<ToldAdvisories.Told> expected = told.expected(run);
    Optional<Instant> toldAt = expected.map(ToldAdvisories.Told::firstAt);
    Instant injectedAt = run.injectedAt().orElseGet(clock::instant);
    return new Injection(
        fault,
        run.target(),
        injectedAt,
        run.visibleAt(),
        expected.map(first -> first.advisory().openedAt()),
        toldAt,
        toldAt.isPresent() ? Optional.empty() : told.openBefore(run).map(Advisory::openedAt),
        told.since(run).stream()
            .filter(other -> expected.filter(other::equals).isEmpty())
            .map(other -> other.advisory().title())
            .toList(),
        run.why(),
        machine.disturbed(injectedAt.minus(AFTERWARDS), toldAt.orElseGet(clock::instant)));
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
