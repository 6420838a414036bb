package io.kadvisor.localcluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page on scenarios says what the parser knows. */
class ScenarioDocumentTest {
  private static String page;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Path.of("..", "docs", "scenarios.md"));
  }

  @Test
  void shouldNameEveryStepAndCondition() {
    assertThat(Steps.names()).allMatch(name -> page.contains("`" + name + "`"));
    assertThat(Conditions.names()).allMatch(name -> page.contains("`" + name + "`"));
    assertThat(Draw.names()).allMatch(name -> page.contains("`" + name + "`"));
  }

  @Test
  void shouldShowAFileThatCanBeRun() {
    var block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).isTrue();

    ScenarioFile file = ScenarioFile.parse("the page", block.group(1));

    Scenario scenario =
        file.scenarios()
            .get(0)
            .bind(Map.of("target", "1", "peak", "200", "group", "g", "topic", "t"));
    assertThat(scenario.script().steps())
        .extracting(Step::describe)
        .containsExactly("kill broker 1", "wait 2.0 s", "produce 200.0 records/s to returns");
  }
}
