package io.kadvisor.localcluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the parser say the same. */
class ScenarioSchemaTest {
  private static final List<String> SHIPPED = ScenarioFile.SHIPPED;
  private static final JsonNode TREE = tree();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TREE);

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void shouldAcceptWhatIsShipped(String name) throws IOException {
    try (InputStream file = ScenarioFile.class.getResourceAsStream(name + ".yaml")) {
      assertThat(SCHEMA.validate(new YAMLMapper().readTree(file))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{format: scenario/1}",
        "{format: scenario/2, scenarios: []}",
        "{format: scenario/1, scenarios: [{name: a, watch: b, steps: [kill]}]}",
        "{format: scenario/1, scenarios: [{name: a, watch: b, quiet: true, steps: [kil]}]}",
        "{format: scenario/1, scenarios: [{name: a, watch: b, steps: [kill], prove: {all: [fenced]}, expect: {category: SPEED, subject: a, cause: b}}]}",
        "{format: scenario/1, scenarios: [{name: a, watch: b, quiet: true, steps: [{wait: {time: long}}]}]}",
        "{format: scenario/1, scenarios: [{name: a, watch: b, quiet: true, steps: [wait]}]}",
        "{format: scenario/1, scenarios: [{name: a, watch: b, quiet: true, steps: []}]}"
      })
  void shouldRefuseWhatTheParserRefuses(String text) throws IOException {
    assertThat(SCHEMA.validate(new YAMLMapper().readTree(text))).isNotEmpty();
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> ScenarioFile.parse("a file", text))
        .isInstanceOf(InvalidScenario.class);
  }

  @Test
  void shouldKnowEveryStepAndConditionThatTheParserKnows() {
    assertThat(names("step")).isEqualTo(new TreeSet<>(Steps.names()));
    assertThat(names("condition")).isEqualTo(new TreeSet<>(Conditions.names()));
  }

  @Test
  void shouldKnowEveryCategoryThatTheParserKnows() {
    assertThat(TREE.at("/$defs/scenario/properties/expect/properties/category/enum"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(Expectation.CATEGORIES);
  }

  @Test
  void shouldNameWhatIsShipped() {
    var shipped = TREE.at("/properties/include/items/enum");

    assertThat(shipped)
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(ScenarioFile.SHIPPED);
  }

  private static Set<String> names(String kind) {
    var names = new TreeSet<String>();
    TREE.at("/$defs/" + kind + "/oneOf")
        .forEach(one -> one.path("properties").fieldNames().forEachRemaining(names::add));
    return names;
  }

  private static JsonNode tree() {
    try (InputStream schema = ScenarioFile.class.getResourceAsStream("scenario-1.schema.json")) {
      return new ObjectMapper().readTree(schema);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
