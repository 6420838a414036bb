package io.kadvisor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.cli.KadvisorMain;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.localcluster.scenario.ScenarioFile;
import io.kadvisor.localcluster.scenario.ScenarioTemplate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/** What the pages say of the shipped scenarios is what there is. */
class DemoPageTest {
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

  @Test
  void shouldNameAShippedScenarioWhenARuleIsShownByOne() {
    assertThat(GenerateDocs.RULES)
        .extracting(RuleDefinition::scenario)
        .allMatch(name -> name.startsWith("none: ") || ScenarioFile.SHIPPED.contains(name));
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
