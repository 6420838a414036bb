package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.localcluster.scenario.ScenarioFile;
import io.kadvisor.localcluster.scenario.ScenarioTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tours are believed to show of the rules, against scenarios, rules and tests. */
class NeededRulesTest {
  private static final Path CORE_TESTS = Path.of("../advisor-core/src/test/java/io/kadvisor/core");

  static Set<String> scenarios() {
    return NeededRules.scenarios();
  }

  static Set<String> neededByNone() {
    return NeededRules.neededByNone();
  }

  static Stream<RuleDefinition> definitions() {
    return Rules.definitions().stream();
  }

  @Test
  void shouldSayWhichRulesAreNeededWhenAScenarioExpectsAnAdvisory() {
    assertThat(NeededRules.scenarios())
        .containsExactlyInAnyOrderElementsOf(
            ScenarioFile.SHIPPED.stream()
                .flatMap(name -> ScenarioFile.shipped(name).scenarios().stream())
                .filter(scenario -> !scenario.isQuiet())
                .map(ScenarioTemplate::name)
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldTurnOffWhatBringsItWhenAnEvidenceIsExpected(String scenario) throws IOException {
    assertThat(NeededRules.of(scenario)).hasSize(1 + expected(scenario).path("evidence").size());
  }

  private static JsonNode expected(String scenario) throws IOException {
    try (InputStream file = ScenarioFile.class.getResourceAsStream(scenario + ".yaml")) {
      return new YAMLMapper().readTree(file).at("/scenarios/0/expect");
    }
  }

  @Test
  void shouldNameAnotherProofWhenNoScenarioNeedsARule() {
    Set<String> all =
        Rules.definitions().stream().map(RuleDefinition::name).collect(Collectors.toSet());
    Set<String> shown = new HashSet<>(neededAlone());
    shown.addAll(NeededRules.neededByNone());

    assertThat(neededAlone()).doesNotContainAnyElementsOf(NeededRules.neededByNone());
    assertThat(shown).isEqualTo(all);
  }

  private static Set<String> neededAlone() {
    return scenarios().stream()
        .flatMap(scenario -> NeededRules.of(scenario).stream())
        .filter(rules -> rules.size() == 1)
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("neededByNone")
  void shouldBeThereWhenATestIsNamed(String rule) throws IOException {
    String[] test = NeededRules.testOf(rule).split("#");
    Path file = CORE_TESTS.resolve(test[0].replace('.', '/') + ".java");

    assertThat(Files.readString(file)).contains("void " + test[1] + "(", '"' + rule);
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void shouldFailWithoutTheRuleWhenTheCatalogueNamesAScenario(RuleDefinition rule) {
    boolean needed =
        scenarios().stream()
            .anyMatch(
                scenario ->
                    NeededRules.of(scenario).stream().anyMatch(set -> set.contains(rule.name())));

    if (needed) {
      assertThat(NeededRules.of(rule.scenario())).anyMatch(set -> set.contains(rule.name()));
    } else {
      assertThat(rule.scenario()).startsWith("none: ");
    }
  }
}
