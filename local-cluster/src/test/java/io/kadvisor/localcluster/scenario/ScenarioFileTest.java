package io.kadvisor.localcluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ScenarioFileTest {
  private static final List<String> SHIPPED = ScenarioFile.SHIPPED;

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void shouldReadWhatIsShipped(String name) {
    List<ScenarioTemplate> scenarios = ScenarioFile.shipped(name).scenarios();

    assertThat(scenarios).isNotEmpty().allMatch(scenario -> !scenario.watch().isBlank());
  }

  @Test
  void shouldRunEverythingThatIsShippedWhenOnTour() {
    assertThat(SHIPPED)
        .containsAll(ScenarioFile.NOT_ON_TOUR)
        .filteredOn(name -> !name.startsWith("tour") && !ScenarioFile.NOT_ON_TOUR.contains(name))
        .hasSameElementsAs(names("tour"));
    assertThat(names("tour")).doesNotHaveDuplicates();
  }

  @Test
  void shouldKeepToTenWhenTheTourIsShort() {
    assertThat(names("tour-short")).hasSize(10).isSubsetOf(names("tour"));
  }

  private static List<String> names(String tour) {
    return ScenarioFile.shipped(tour).scenarios().stream().map(ScenarioTemplate::name).toList();
  }

  @Test
  void shouldPutInTargetWhenBound() {
    ScenarioTemplate template = ScenarioFile.shipped("broker-loss").scenarios().get(0);

    Scenario scenario = template.bind(Map.of("target", "3"));

    assertThat(scenario.expectation())
        .contains(new Expectation("AVAILABILITY", "broker:3", "broker-down", List.of()));
    assertThat(scenario.watch()).startsWith("Broker 3 is killed");
    assertThat(scenario.script().steps())
        .extracting(Step::describe)
        .containsExactly("kill broker 3");
    assertThat(scenario.script().proof()).hasToString("broker 3 fenced");
  }

  @Test
  void shouldMeanTheRandomTargetWhenNoneIsNamed() {
    ScenarioFile file =
        parse("steps: [kill, {wait: {until: [fenced]}}, stop-group, {pause: {broker: all}}]");

    Scenario scenario =
        file.scenarios().get(0).bind(Map.of("target", "2", "group", "billing", "topic", "x"));

    assertThat(scenario.script().steps())
        .extracting(Step::describe)
        .containsExactly(
            "kill broker 2",
            "wait until broker 2 fenced",
            "stop group billing",
            "pause all brokers");
  }

  @Test
  void shouldTellAllFaultsAtOnceWhenWrong() {
    String text =
        """
        format: scenario/2
        scenarios:
          - name: wrong
            watch: ${nobody} knows
            quiet: perhaps
            expect: {category: LAGG, subject: "group:a", cause: slow, colour: red}
            steps:
              - kil: {broker: 1}
              - kill: {broker: first}
              - wait: {time: 5 minutes}
              - wait: {time: 5s, policyTime: 5s}
              - produce: {topic: orders, rate: -1}
              - set-config: {topic: orders, broker: 1, config: {a: b}}
              - create-topic: {topic: x, assignment: {zero: [1], 1: [2, 2]}}
        """;

    assertThatThrownBy(() -> ScenarioFile.parse("a file", text))
        .asInstanceOf(type(InvalidScenario.class))
        .extracting(InvalidScenario::faults)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Fault.class))
        .extracting(Fault::path)
        .containsExactlyInAnyOrder(
            "format",
            "scenarios[0].watch",
            "scenarios[0].quiet",
            "scenarios[0].expect.category",
            "scenarios[0].expect.colour",
            "scenarios[0].steps[0]",
            "scenarios[0].steps[1].kill.broker",
            "scenarios[0].steps[2].wait.time",
            "scenarios[0].steps[2].wait",
            "scenarios[0].steps[3].wait",
            "scenarios[0].steps[4].produce.rate",
            "scenarios[0].steps[5].set-config",
            "scenarios[0].steps[6].create-topic.assignment.zero",
            "scenarios[0].steps[6].create-topic.assignment.1[1]",
            "scenarios[0].prove");
  }

  @Test
  void shouldListTheKnownOnesWhenTheCategoryIsUnknown() {
    String text =
        """
        format: scenario/1
        scenarios:
          - name: a
            watch: b
            expect: {category: SPEED, subject: "cluster:", cause: slow}
            steps: [kill]
            prove: {all: [fenced]}
        """;

    assertThatThrownBy(() -> ScenarioFile.parse("a file", text))
        .hasMessageContaining("scenarios[0].expect.category: found \"SPEED\"")
        .hasMessageContaining("AVAILABILITY, DURABILITY, BALANCE");
  }

  @Test
  void shouldAskForProofWhenNotQuiet() {
    String text =
        """
        format: scenario/1
        scenarios:
          - {name: a, watch: b, steps: [kill]}
        """;

    assertThatThrownBy(() -> ScenarioFile.parse("a file", text))
        .hasMessageContaining("scenarios[0].prove")
        .hasMessageContaining("scenarios[0].expect");
  }

  @Test
  void shouldRefuseWhenKeyIsThereTwice() {
    assertThatThrownBy(() -> ScenarioFile.parse("a file", "format: scenario/1\nformat: scenario/1"))
        .isInstanceOf(InvalidScenario.class)
        .hasMessageContaining("each key once");
  }

  @Test
  void shouldSayWhichWhenFileIsMissing() {
    assertThatThrownBy(() -> ScenarioFile.read(Path.of("nowhere.yaml")))
        .isInstanceOf(InvalidScenario.class)
        .hasMessageContaining("nowhere.yaml");
  }

  @Test
  void shouldNameTheShippedOnesWhenUnknown() {
    assertThatThrownBy(() -> ScenarioFile.shipped("broker-lost"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broker-loss");
  }

  @Test
  void shouldTakeGivenValuesOnlyWhenKnown() {
    ScenarioTemplate plain = ScenarioFile.shipped("quiet-plain").scenarios().get(0);

    assertThat(plain.variablesWith(Map.of("plain", "10m", "other", "1")))
        .containsEntry("plain", "10m")
        .doesNotContainKey("other");
  }

  private static ScenarioFile parse(String rest) {
    return ScenarioFile.parse(
        "a file",
        "format: scenario/1\nscenarios:\n  - name: a\n    watch: b\n    quiet: true\n    " + rest);
  }
}
