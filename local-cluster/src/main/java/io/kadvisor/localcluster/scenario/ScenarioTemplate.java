package io.kadvisor.localcluster.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A scenario as it stands in a file, with variables for what is drawn or given when it runs. */
public final class ScenarioTemplate {
  private final String path;
  private final ObjectNode tree;
  private final Map<String, String> variables;

  private ScenarioTemplate(String path, ObjectNode tree, Map<String, String> variables) {
    this.path = path;
    this.tree = tree;
    this.variables = variables;
  }

  /** Reads and checks a scenario with examples in the places of what is drawn later. */
  static ScenarioTemplate read(Fields.Item item, Fields file, List<Fault> faults) {
    if (!item.node().isObject()) {
      file.fault(item, "must be a mapping of keys to values");
      return new ScenarioTemplate(item.path(), JsonNodeFactory.instance.objectNode(), Map.of());
    }
    var tree = Omitted.fill((ObjectNode) item.node());
    var template =
        new ScenarioTemplate(item.path(), tree, declared(file.inside(item.path(), tree)));
    template.parse(template.examples(), faults);
    return template;
  }

  private static Map<String, String> declared(Fields scenario) {
    // sorted, so that the same seed draws the same values whatever the order in the file
    var variables = new TreeMap<>(Omitted.VARIABLES);
    scenario.texts("variables").forEach((name, value) -> variables.put(name, value.orElse("")));
    return variables;
  }

  /** Brokers are numbered, since no two variables draw the same one. */
  private Map<String, String> examples() {
    var examples = new LinkedHashMap<String, String>();
    int brokers = 0;
    for (var variable : variables.entrySet()) {
      Optional<Draw> draw = Draw.of(variable.getValue());
      brokers += draw.filter(Draw::isBroker).isPresent() ? 1 : 0;
      int nth = brokers;
      examples.put(
          variable.getKey(), draw.map(one -> one.example(nth)).orElse(variable.getValue()));
    }
    return examples;
  }

  private Scenario parse(Map<String, String> values, List<Fault> faults) {
    JsonNode expanded = new Expansion(values, faults).of(path, tree);
    return Scenario.read(new Fields(path, expanded, faults));
  }

  public String name() {
    return tree.path("name").asText();
  }

  public String watch() {
    return tree.path("watch").asText();
  }

  public boolean isQuiet() {
    return tree.path("quiet").asBoolean();
  }

  /** What it expects, with examples in the places of what is drawn later; absent when quiet. */
  public Optional<Expectation> expectation() {
    return parse(examples(), new ArrayList<>()).expectation();
  }

  /** The variables with the values or the draws that the file gives them. */
  public Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  /**
   * The variables with some values given by the caller; those that the scenario does not know are
   * left out.
   */
  Map<String, String> variablesWith(Map<String, String> given) {
    var all = new TreeMap<>(variables);
    given.forEach((name, value) -> all.replace(name, value));
    return all;
  }

  /**
   * The scenario with these values.
   *
   * @throws InvalidScenario if a value does not fit
   */
  Scenario bind(Map<String, String> values) {
    var faults = new ArrayList<Fault>();
    Scenario scenario = parse(values, faults);
    if (!faults.isEmpty()) {
      throw new InvalidScenario("scenario " + name() + " with " + values, faults);
    }
    return scenario;
  }
}
