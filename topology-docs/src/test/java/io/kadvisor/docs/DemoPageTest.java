package io.kadvisor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.cli.KadvisorMain;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.localcluster.scenario.ScenarioFile;
import io.kadvisor.localcluster.scenario.ScenarioTemplate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/** What the pages say of the shipped scenarios is what there is. */
class DemoPageTest {
  /** Rules by the evidence that scenarios expect of them. */
  private static final Map<String, String> RULE_OF_METRIC =
      Map.of(
          "partitions.offline", "offline-partition", "partitions.under-min-isr", "under-min-isr");

  /**
   * They see the same loss at two depths, and the graver one tells it: without both the scenario
   * fails, as NeededRules of kadvisor-cli has it.
   */
  private static final Set<String> OF_A_SLOW_FOLLOWER = Set.of("at-min-isr", "under-replicated");

  private static final String PAGE = Docs.read(Docs.FOLDER.resolve("demo.md"));

  @Test
  void shouldListEveryScenarioWhenItIsShipped() {
    Set<String> shipped = new TreeSet<>(ScenarioFile.SHIPPED);
    shipped.removeAll(Set.of("tour", "tour-short"));

    assertThat(listed()).isEqualTo(shipped);
  }

  @Test
  void shouldSayWhatIsOnTourWhenATourIsShipped() {
    Set<String> without = new TreeSet<>(listed());
    names("tour").forEach(without::remove);

    assertThat(listed()).containsAll(names("tour"));
    assertThat(PAGE)
        .contains("`tour` runs them all but `" + String.join("` and `", without) + "`")
        .contains("`tour-short` runs `" + String.join("`, `", names("tour-short")) + "`");
  }

  private static List<String> names(String tour) {
    return ScenarioFile.shipped(tour).scenarios().stream().map(ScenarioTemplate::name).toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldBeToldOrBeEvidenceWhenARuleNamesAScenario(RuleDefinition rule) {
    ShownBy shown = new ShownBy(rule, GenerateDocs.RULES);

    assertThat(
            shown.isNone() || shown.isTold() || isExpectedEvidence(rule) || isOfTheSameLoss(rule))
        .as("%s is shown by %s", rule.name(), rule.scenario())
        .isTrue();
  }

  private static boolean isOfTheSameLoss(RuleDefinition rule) {
    return rule.scenario().equals("slow-follower") && OF_A_SLOW_FOLLOWER.contains(rule.name());
  }

  static List<RuleDefinition> rules() {
    return GenerateDocs.RULES;
  }

  private static boolean isExpectedEvidence(RuleDefinition rule) {
    return new ShownBy(rule, GenerateDocs.RULES)
        .expectation().evidence().stream()
            .anyMatch(evidence -> rule.name().equals(RULE_OF_METRIC.get(evidence.metric())));
  }

  @Test
  void shouldNameTheScenarioWhenItExpectsEvidenceOfARule() {
    Map<String, String> scenarios =
        GenerateDocs.RULES.stream()
            .collect(Collectors.toMap(RuleDefinition::name, RuleDefinition::scenario));
    Map<String, String> expected = new TreeMap<>();
    for (ScenarioTemplate scenario : ScenarioFile.shipped("tour").scenarios()) {
      scenario.expectation().stream()
          .flatMap(expectation -> expectation.evidence().stream())
          .forEach(evidence -> expected.put(evidence.metric(), scenario.name()));
    }

    assertThat(expected).containsOnlyKeys(RULE_OF_METRIC.keySet());
    assertThat(expected)
        .allSatisfy(
            (metric, scenario) ->
                assertThat(scenarios).containsEntry(RULE_OF_METRIC.get(metric), scenario));
  }

  @Test
  void shouldListEveryOptionWhenTheCommandHasIt() {
    Set<String> options =
        KadvisorMain.commandLine().getSubcommands().get("demo").getCommandSpec().options().stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .map(OptionSpec::longestName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(
            Pattern.compile("(?m)^\\| `(--[a-z-]+)")
                .matcher(PAGE)
                .results()
                .map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(options);
  }

  /** The first cells of the table of scenarios. */
  private static Set<String> listed() {
    String section = PAGE.substring(PAGE.indexOf("## Scenarios")).split("\n## ", 2)[0];
    return Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
        .matcher(section)
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
