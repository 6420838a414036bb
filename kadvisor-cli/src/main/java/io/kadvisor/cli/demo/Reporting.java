package io.kadvisor.cli.demo;

import io.kadvisor.cli.demo.Attempts.Attempt;
import io.kadvisor.cli.demo.DemoReport.DisturbedReport;
import io.kadvisor.cli.demo.DemoReport.ScenarioReport;
import io.kadvisor.cli.demo.DemoReport.SeenAdvisory;
import io.kadvisor.cli.demo.DemoReport.SeenTransition;
import io.kadvisor.localcluster.scenario.Expectation;
import io.kadvisor.localcluster.scenario.ScenarioRun;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.Transition;
import io.kadvisor.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes down what happened and holds it against what was expected. */
final class Reporting {
  private final Instant startedAt;
  private final Instant readyAt;
  private final DemoConfig config;
  private final Map<String, String> brokerSettings;

  Reporting(
      Instant startedAt, Instant readyAt, DemoConfig config, Map<String, String> brokerSettings) {
    this.startedAt = startedAt;
    this.readyAt = readyAt;
    this.config = config;
    this.brokerSettings = brokerSettings;
  }

  /**
   * Each advisory belongs to the last scenario that began before it opened, one before all of them
   * to none. Of scenarios that ran at once it belongs to the one that expects its subject.
   *
   * @param attempts in order; a disturbed one answers for what it opened, and fails nothing
   */
  DemoReport on(List<Attempt> attempts, List<Advisory> revisions, List<Advisory> all) {
    List<List<ScenarioRun>> runs = attempts.stream().map(Attempt::runs).toList();
    var beside = Beside.of(runs);
    List<Advisory> newest = all.stream().filter(advisory -> !beside.has(advisory)).toList();
    List<ScenarioReport> scenarios = new ArrayList<>();
    List<DisturbedReport> disturbed = new ArrayList<>();
    List<SeenAdvisory> unexpected = new ArrayList<>(opened(newest, Instant.MIN, start(runs, 0)));
    for (int i = 0; i < runs.size(); i++) {
      List<Advisory> opened = between(newest, start(runs, i), start(runs, i + 1));
      for (ScenarioRun run : runs.get(i)) {
        ScenarioReport scenario = scenario(run, share(run, runs.get(i), opened), revisions);
        Optional<String> machine = attempts.get(i).disturbed();
        if (machine.isPresent()) {
          disturbed.add(new DisturbedReport(machine.get(), scenario));
          continue;
        }
        scenarios.add(scenario);
        scenario.advisories().stream()
            .skip(scenario.expected().isPresent() ? 1 : 0)
            .forEach(unexpected::add);
      }
    }
    boolean passed = unexpected.isEmpty() && scenarios.stream().allMatch(ScenarioReport::passed);
    return new DemoReport(
        DemoReport.FORMAT,
        startedAt,
        readyAt,
        config.hash(),
        DemoConfig.DURATION_FACTOR,
        brokerSettings,
        scenarios,
        disturbed,
        transitions(revisions),
        unexpected,
        passed);
  }

  /** Whether what came of one attempt so far is what it expects. */
  boolean passed(Attempt attempt, List<Advisory> revisions, List<Advisory> all) {
    return on(List.of(attempt), revisions, all).scenarios().stream()
        .allMatch(ScenarioReport::passed);
  }

  /** Its own advisories; what none of them expects is the first one's to answer for. */
  private static List<Advisory> share(
      ScenarioRun run, List<ScenarioRun> atOnce, List<Advisory> opened) {
    boolean isFirst = atOnce.indexOf(run) == 0;
    return opened.stream()
        .filter(
            advisory ->
                expects(run, advisory)
                    || (isFirst && atOnce.stream().noneMatch(other -> expects(other, advisory))))
        .toList();
  }

  private static boolean expects(ScenarioRun run, Advisory advisory) {
    return run.scenario()
        .expectation()
        .filter(expected -> expected.subject().equals(advisory.subject().tag()))
        .isPresent();
  }

  private static Instant start(List<List<ScenarioRun>> runs, int index) {
    return index < runs.size()
        ? runs.get(index).stream()
            .flatMap(run -> run.injectedAt().stream())
            .min(Comparator.naturalOrder())
            .orElseGet(() -> start(runs, index + 1))
        : Instant.MAX;
  }

  private static List<Advisory> between(List<Advisory> advisories, Instant from, Instant to) {
    return advisories.stream()
        .filter(a -> !a.openedAt().isBefore(from) && a.openedAt().isBefore(to))
        .toList();
  }

  private static List<SeenAdvisory> opened(List<Advisory> advisories, Instant from, Instant to) {
    return between(advisories, from, to).stream().map(SeenAdvisory::of).toList();
  }

  private static ScenarioReport scenario(
      ScenarioRun run, List<Advisory> opened, List<Advisory> revisions) {
    Optional<Expectation> expected = run.scenario().expectation();
    Verdict verdict = verdict(run, expected, opened).and(lacking(run, opened, revisions));
    return new ScenarioReport(
        run.name(),
        run.seed(),
        Optional.of(run.target()).filter(target -> !target.isEmpty()),
        run.injectedAt(),
        run.visibleAt(),
        run.repairedAt(),
        expected,
        opened.stream().map(SeenAdvisory::of).toList(),
        verdict.passed(),
        verdict.why());
  }

  private static Verdict verdict(
      ScenarioRun run, Optional<Expectation> expected, List<Advisory> opened) {
    return run.status() == ScenarioRun.Status.DONE
        ? Verdict.on(expected, run.visibleAt(), run.repairedAt(), opened)
        : new Verdict(false, run.status() + ": " + run.why());
  }

  private static List<String> lacking(
      ScenarioRun run, List<Advisory> opened, List<Advisory> revisions) {
    Set<AdvisoryId> ids = opened.stream().map(Advisory::id).collect(Collectors.toSet());
    List<Advisory> own = revisions.stream().filter(one -> ids.contains(one.id())).toList();
    return Expectations.lacking(run.scenario().expectation(), own).stream()
        .map(evidence -> "never said " + evidence.metric() + " of " + evidence.subject())
        .toList();
  }

  private static List<SeenTransition> transitions(List<Advisory> revisions) {
    return revisions.stream().map(Reporting::transition).toList();
  }

  private static SeenTransition transition(Advisory revision) {
    Transition last = revision.lastTransition();
    return new SeenTransition(
        revision.id().toString(),
        revision.revision(),
        last.at(),
        last.from(),
        last.to(),
        last.reason());
  }

  /** Writes the report as indented JSON. */
  static void write(DemoReport report, Path file) {
    try {
      Files.writeString(
          file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report to " + file, e);
    }
  }
}
