package io.kadvisor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.cli.demo.Absence.Stretch;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A tour that has ended: how, what it printed and reported, and what its recording is judged to be
 * afterwards.
 */
final class Tour {
  /**
   * A scenario that expects an advisory.
   *
   * @param without what came of it when nothing but the rules behind its advisory was off
   */
  record Expecting(JsonNode scenario, Stretch without) {
    /** Whether this is what it expects. */
    boolean isMetBy(Advisory advisory) {
      JsonNode expected = scenario.path("expected");
      return expected.path("category").asText().equals(advisory.category().name())
          && expected.path("subject").asText().equals(advisory.subject().tag())
          && expected.path("cause").asText().equals(advisory.cause());
    }

    @Override
    public String toString() {
      return scenario.path("name").asText();
    }
  }

  private final int exit;
  private final String output;
  private final JsonNode report;
  private final List<Expecting> expecting;
  private final List<Advisory> again;

  /**
   * @param state an empty folder
   */
  Tour(int exit, String output, JsonNode report, Replay recording, Path state) {
    this.exit = exit;
    this.output = output;
    this.report = report;
    this.expecting =
        scenarios()
            .filter(scenario -> scenario.has("expected"))
            .map(scenario -> new Expecting(scenario, stretch(scenario)))
            .toList();
    List<Stretch> stretches = expecting.stream().map(Expecting::without).toList();
    this.again = recording.judged(new Absence(stretches), state);
  }

  /** Runs it and judges its recording again. */
  static Tour run(Path folder, Duration endsWithin, String... options) throws Exception {
    Path file = folder.resolve("tour.json");
    Path recording = folder.resolve("tour.jsonl.gz");
    List<String> arguments = new ArrayList<>(List.of("demo"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--report", file.toString(), "--record", recording.toString()));
    // what it starts names this folder, and so it is seen when it is left
    String temporary = "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp"));
    try (Program demo = Program.startWith(temporary, folder, arguments.toArray(String[]::new))) {
      int exit = demo.exit(endsWithin);
      return new Tour(
          exit,
          demo.output(),
          report(file, demo),
          Replay.of(recording),
          folder.resolve("replay-state"));
    }
  }

  private static JsonNode report(Path file, Program demo) throws IOException {
    try {
      return Json.mapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new IOException("no report; the demo printed:\n" + demo.output(), e);
    }
  }

  int exit() {
    return exit;
  }

  String output() {
    return output;
  }

  JsonNode report() {
    return report;
  }

  Stream<JsonNode> scenarios() {
    return stream(report.path("scenarios"));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Those that expect an advisory; of two that ran at once, one may have run before. */
  List<Expecting> expecting() {
    return expecting;
  }

  /** What the recording leads to when the production topology judges it again. */
  List<Advisory> judgedAgain() {
    return again;
  }

  /** From its fault until the next scenario's: what overlaps with it is not the next. */
  private Stretch stretch(JsonNode scenario) {
    Optional<JsonNode> told = told(scenario);
    Instant from = injectedAt(scenario).orElse(Instant.MAX);
    Instant ended =
        told.map(a -> a.path("resolvedAt").asText())
            .filter(text -> !text.isEmpty())
            .map(Instant::parse)
            .orElse(from);
    Instant until =
        scenarios()
            .flatMap(other -> injectedAt(other).stream())
            .filter(ended::isBefore)
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    return new Stretch(told.map(Tour::rulesBehind).orElse(Set.of()), from, until);
  }

  private static Optional<Instant> injectedAt(JsonNode scenario) {
    return Optional.of(scenario.path("injectedAt").asText())
        .filter(text -> !text.isEmpty())
        .map(Instant::parse);
  }

  /** Its advisory about what it expects. */
  private static Optional<JsonNode> told(JsonNode scenario) {
    return stream(scenario.path("advisories"))
        .filter(a -> a.path("subject").equals(scenario.at("/expected/subject")))
        .filter(a -> a.path("cause").equals(scenario.at("/expected/cause")))
        .findFirst();
  }

  /**
   * The rule that the advisory is named after, if it gives this cause. Else the cause is of several
   * rules, which see it at different depths, and it takes all of them to be silent.
   */
  private static Set<String> rulesBehind(JsonNode advisory) {
    String kind = advisory.path("id").asText().replaceAll("~.*", "");
    Set<RuleDefinition> giving =
        Rules.definitions().stream()
            .filter(rule -> gives(rule, advisory.path("cause").asText()))
            .collect(Collectors.toSet());
    Set<RuleDefinition> named =
        giving.stream().filter(rule -> isNamedAfter(kind, rule)).collect(Collectors.toSet());
    return (named.isEmpty() ? giving : named)
        .stream().map(RuleDefinition::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean gives(RuleDefinition rule, String cause) {
    return rule.causes().stream().anyMatch(one -> one.tag().equals(cause));
  }

  /** What folds several topics is named after the rule and its cause. */
  private static boolean isNamedAfter(String kind, RuleDefinition rule) {
    return kind.equals(rule.name()) || kind.startsWith(rule.name() + "-");
  }
}
