package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario on one cluster with one advisor, and two faults at once at the end. */
@Tag("long")
class FullTourIT {
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(45);

  @TempDir static Path folder;

  private static int exit;
  private static String output;
  private static JsonNode report;

  @BeforeAll
  static void runTheTour() throws Exception {
    Path file = folder.resolve("tour.json");
    try (Program demo =
        Program.start(
            folder,
            "demo",
            "--scenario",
            "tour",
            "--overlap",
            "--port",
            "0",
            "--report",
            file.toString())) {
      exit = demo.exit(ENDS_WITHIN);
      output = demo.output();
    }
    report = Json.mapper().readTree(file.toFile());
  }

  static Stream<JsonNode> scenarios() {
    return StreamSupport.stream(report.path("scenarios").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldTellExactlyWhatIsExpectedWhenAScenarioRuns(JsonNode scenario) {
    assertThat(scenario.path("passed").asBoolean())
        .as("%s\n%s", scenario.toPrettyString(), output)
        .isTrue();
  }

  @Test
  void shouldTellNothingElseWhenAllHaveRun() {
    assertThat(exit).as(output).isZero();
    assertThat(report.path("unexpected")).isEmpty();
  }

  @Test
  void shouldHoldBothAdvisoriesOpenWhenTwoFaultsOverlap() {
    JsonNode one = report.at("/scenarios").get(report.at("/scenarios").size() - 2);
    JsonNode other = report.at("/scenarios").get(report.at("/scenarios").size() - 1);

    assertThat(instant(one, "/advisories/0/openedAt"))
        .isBefore(instant(other, "/advisories/0/resolvedAt"));
    assertThat(instant(other, "/advisories/0/openedAt"))
        .isBefore(instant(one, "/advisories/0/resolvedAt"));
  }

  private static Instant instant(JsonNode scenario, String pointer) {
    return Instant.parse(scenario.at(pointer).asText());
  }
}
