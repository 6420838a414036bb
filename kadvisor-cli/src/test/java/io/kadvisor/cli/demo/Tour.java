package io.kadvisor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.cli.demo.Absence.Stretch;
import io.kadvisor.localcluster.scenario.Expectation;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A tour that has ended: how, what it printed and reported, and what its recording is judged to be
 * afterwards.
 */
final class Tour {
  /**
   * A scenario that expects an advisory, and one set of rules that it needs.
   *
   * @param without what came of it when nothing but these rules was off
   */
  record Expecting(JsonNode scenario, Expectation expected, Stretch without) {
    /** Whether an advisory is what it expects, in its last revision and with all its evidence. */
    boolean isMetBy(List<Advisory> revisions) {
      return lives(revisions).anyMatch(life -> isMet(List.of(life.get(life.size() - 1)), life));
    }

    /** The same for an advisory that was so in any revision. */
    boolean wasEverMetBy(List<Advisory> revisions) {
      return lives(revisions).anyMatch(life -> isMet(life, life));
    }

    private static Stream<List<Advisory>> lives(List<Advisory> revisions) {
      return revisions.stream()
          .collect(Collectors.groupingBy(Advisory::id, LinkedHashMap::new, Collectors.toList()))
          .values()
          .stream();
    }

    private boolean isMet(List<Advisory> judged, List<Advisory> life) {
      return judged.stream().anyMatch(this::isMeant)
          && Expectations.lacking(Optional.of(expected), life).isEmpty();
    }

    private boolean isMeant(Advisory revision) {
      return Expectations.isAbout(expected, revision) && expected.cause().equals(revision.cause());
    }

    @Override
    public String toString() {
      return scenario.path("name").asText() + " without " + without.rules();
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
        scenarios().filter(scenario -> scenario.has("expected")).flatMap(this::expecting).toList();
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

  /** Attempts that count for nothing; what they opened is on the topic all the same. */
  private Stream<JsonNode> disturbed() {
    return stream(report.path("disturbed")).map(attempt -> attempt.path("scenario"));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private Stream<Expecting> expecting(JsonNode scenario) {
    var expected = Json.mapper().convertValue(scenario.path("expected"), Expectation.class);
    return NeededRules.of(scenario.path("name").asText()).stream()
        .map(rules -> new Expecting(scenario, expected, stretch(scenario, rules)));
  }

  /**
   * Those that expect an advisory, once for each set of rules that they need; of two that ran at
   * once, one may have run before.
   */
  List<Expecting> expecting() {
    return expecting;
  }

  /**
   * What the recording leads to when the production topology judges it again: every revision of
   * each advisory.
   */
  List<Advisory> judgedAgain() {
    return again;
  }

  /** From its fault until the next scenario's: what overlaps with it is not the next. */
  private Stretch stretch(JsonNode scenario, Set<String> rules) {
    Optional<JsonNode> told = told(scenario);
    Instant from = injectedAt(scenario).orElse(Instant.MAX);
    Instant ended =
        told.map(a -> a.path("resolvedAt").asText())
            .filter(text -> !text.isEmpty())
            .map(Instant::parse)
            .orElse(from);
    Instant until =
        Stream.concat(scenarios(), disturbed())
            .flatMap(other -> injectedAt(other).stream())
            .filter(ended::isBefore)
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    return new Stretch(rules, from, until);
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
}
