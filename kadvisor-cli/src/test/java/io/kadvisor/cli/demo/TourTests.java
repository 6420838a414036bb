package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.model.advisory.Advisory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the report and the recording of every tour must show. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TourTests {
  private Tour tour;
  private Path folder;

  @BeforeAll
  void runTheTour(@TempDir Path folder) throws Exception {
    this.folder = folder;
    tour = ended(folder);
  }

  /** A tour that has run in this folder. */
  abstract Tour ended(Path folder) throws Exception;

  Tour tour() {
    return tour;
  }

  Stream<Named<JsonNode>> scenarios() {
    return tour.scenarios().map(scenario -> Named.of(scenario.path("name").asText(), scenario));
  }

  Stream<Tour.Expecting> expecting() {
    return tour.expecting().stream();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldTellExactlyWhatIsExpectedWhenAScenarioRuns(JsonNode scenario) {
    assertThat(scenario.path("passed").asBoolean())
        .as("%s\n%s", scenario.toPrettyString(), tour.output())
        .isTrue();
  }

  @Test
  void shouldEndWithZeroWhenEveryScenarioPassed() {
    assertThat(tour.exit()).as(tour.output()).isZero();
    assertThat(tour.report().path("format").asText()).isEqualTo("demo-report/1");
    assertThat(tour.report().path("unexpected")).isEmpty();
    assertThat(tour.report().path("passed").asBoolean()).isTrue();
  }

  @Test
  void shouldHoldEveryRevisionOnceAndInOrderWhenAllTransitionsAreRead() {
    Map<String, Integer> revisions = new HashMap<>();
    for (JsonNode transition : tour.report().path("transitions")) {
      String id = transition.path("id").asText();
      assertThat(transition.path("revision").asInt())
          .as(id)
          .isEqualTo(revisions.merge(id, 1, Integer::sum));
    }
    assertThat(revisions).isNotEmpty();
  }

  @Test
  void shouldLeaveNoProcessWhenItEnds() {
    List<String> left =
        ProcessHandle.allProcesses()
            .map(process -> process.info().commandLine().orElse(""))
            .filter(command -> command.contains(folder.toString()))
            .toList();
    assertThat(left).isEmpty();
  }

  @Test
  void shouldJudgeTheSameWhenTheRecordingIsReplayed() {
    assertThat(tour.judgedAgain()).extracting(TourTests::summary).containsAll(told());
  }

  // which time it was may differ: live, a sweep can be lost when the task moves (decision 0003)
  private static String summary(Advisory advisory) {
    return advisory.id().kind()
        + " "
        + advisory.subject().tag()
        + " "
        + advisory.cause()
        + " "
        + advisory.state();
  }

  private List<String> told() {
    List<String> told = new ArrayList<>();
    tour.scenarios()
        .flatMap(s -> StreamSupport.stream(s.path("advisories").spliterator(), false))
        .map(
            advisory ->
                advisory.path("id").asText().replaceAll("~.*", "")
                    + " "
                    + advisory.path("subject").asText()
                    + " "
                    + advisory.path("cause").asText()
                    + " RESOLVED")
        .filter(line -> !line.startsWith("advisor-blind"))
        .forEach(told::add);
    return told;
  }

  @ParameterizedTest
  @MethodSource("expecting")
  void shouldFailItsScenarioWhenRulesThatItNeedsAreDisabled(Tour.Expecting scenario) {
    var without = scenario.without();
    List<Advisory> withAll = tour.judgedAgain().stream().filter(without::covers).toList();

    assertThat(without.rules()).isNotEmpty();
    assertThat(scenario.isMetBy(withAll)).as("with all rules: %s", withAll).isTrue();
    assertThat(without.wasJudged()).isTrue();
    assertThat(scenario.wasEverMetBy(without.opened()))
        .as("%s: %s", scenario, without.opened())
        .isFalse();
  }
}
