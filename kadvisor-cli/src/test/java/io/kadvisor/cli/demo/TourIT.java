package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The short tour on real brokers, once, and everything that its report and its recording must show.
 */
class TourIT {
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(12);

  @TempDir static Path folder;

  private static int exit;
  private static String output;
  private static JsonNode report;
  private static Path recording;

  @BeforeAll
  static void runTheTour() throws Exception {
    Path file = folder.resolve("tour.json");
    recording = folder.resolve("tour.jsonl.gz");
    try (Program demo =
        Program.start(
            folder,
            "demo",
            "--scenario",
            "tour-short",
            "--seed",
            "7",
            "--report",
            file.toString(),
            "--record",
            recording.toString())) {
      exit = demo.exit(ENDS_WITHIN);
      output = demo.output();
    }
    report = Json.mapper().readTree(file.toFile());
  }

  static Stream<String> scenarios() {
    return stream(report.path("scenarios")).map(scenario -> scenario.path("name").asText());
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode scenario(String name) {
    return stream(report.path("scenarios"))
        .filter(s -> s.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldTellExactlyWhatIsExpectedWhenAScenarioRuns(String name) {
    assertThat(scenario(name).path("passed").asBoolean())
        .as("%s\n%s", scenario(name).toPrettyString(), output)
        .isTrue();
  }

  @Test
  void shouldEndWithZeroWhenEveryScenarioPassed() {
    assertThat(exit).as(output).isZero();
    assertThat(report.path("format").asText()).isEqualTo("demo-report/1");
    assertThat(report.path("unexpected")).isEmpty();
    assertThat(report.path("passed").asBoolean()).isTrue();
  }

  @Test
  void shouldHoldEveryRevisionOnceAndInOrderWhenAllTransitionsAreRead() {
    Map<String, Integer> revisions = new HashMap<>();
    for (JsonNode transition : report.path("transitions")) {
      String id = transition.path("id").asText();
      assertThat(transition.path("revision").asInt())
          .as(id)
          .isEqualTo(revisions.merge(id, 1, Integer::sum));
    }
    assertThat(revisions).isNotEmpty();
  }

  @Test
  void shouldSayWhenItWasBlindWhenTheHomeWasLost() {
    assertThat(output).contains("! advisor-blind since").contains("! the advisor sees again");
  }

  @Test
  void shouldLeaveNoProcessWhenItEnds() {
    List<String> left =
        ProcessHandle.allProcesses()
            .map(process -> process.info().commandLine().orElse(""))
            .filter(
                command ->
                    command.contains("kadvisor-cluster-") || command.contains(folder.toString()))
            .toList();
    assertThat(left).isEmpty();
  }

  @Test
  void shouldJudgeTheSameWhenTheRecordingIsReplayed(@TempDir Path state) throws IOException {
    assertThat(summary(Replay.of(recording).judged(state)))
        .containsAll(told().stream().filter(told -> !told.startsWith("advisor-blind")).toList());
  }

  private static List<String> summary(List<Advisory> advisories) {
    return advisories.stream()
        .map(a -> a.id().kind() + " " + a.subject().tag() + " " + a.cause() + " " + a.state())
        .toList();
  }

  private static List<String> told() {
    List<String> told = new ArrayList<>();
    for (JsonNode scenario : report.path("scenarios")) {
      for (JsonNode advisory : scenario.path("advisories")) {
        // which time it was may differ: live, a sweep can be lost when the task moves (decision
        // 0003)
        String kind = advisory.path("id").asText().replaceAll("~.*", "");
        told.add(
            kind
                + " "
                + advisory.path("subject").asText()
                + " "
                + advisory.path("cause").asText()
                + " RESOLVED");
      }
    }
    return told;
  }

  @ParameterizedTest(name = "{0} without rule {1}")
  @CsvSource({
    "broker-loss, broker-silent",
    "broker-pause, broker-silent",
    "leader-skew, leader-skew",
    "weak-topic, weak-topic",
    "slow-consumer, lag-growing",
    "stopped-consumer, group-memberless",
    "home-loss, advisor-blind"
  })
  void shouldFailItsScenarioWhenItsRuleIsDisabled(String scenario, String rule, @TempDir Path state)
      throws IOException {
    Set<String> expected = new HashSet<>();
    scenario(scenario).path("advisories").forEach(a -> expected.add(a.path("id").asText()));

    List<Advisory> advisories = Replay.of(recording).judgedWithout(rule, state);

    assertThat(expected).hasSize(1);
    assertThat(advisories)
        .extracting(advisory -> advisory.id().toString())
        .doesNotContainAnyElementsOf(expected);
  }
}
