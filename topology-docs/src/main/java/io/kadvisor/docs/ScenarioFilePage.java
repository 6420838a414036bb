package io.kadvisor.docs;

import static io.kadvisor.docs.Table.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What may stand in a scenario file, from its JSON Schema. */
final class ScenarioFilePage {
  private static final String BODY =
      """
      A file of the format `scenario/1`, for `./kadvisor demo --scenario-file FILE`. [The demo](demo.md) has an example and says
      how it runs; the [JSON Schema](%s) is what this page is made from. Arguments in *italics* may be left out. A
      step or condition without arguments is written as its name alone.

      ## A scenario

      %s
      ## Steps

      Of `given`, `steps`, `repair` and `cleanup`.

      %s
      ## Conditions

      Of `prove`, `repaired` and `wait: {until: …}`.

      %s
      """;

  private final String schemaFile;
  private final JsonNode definitions;

  ScenarioFilePage(Page schema) {
    this.schemaFile = schema.file();
    try {
      this.definitions = new ObjectMapper().readTree(schema.text()).path("$defs");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  Page page() {
    return Page.titled(
        "scenario-file.md",
        "Scenario files",
        BODY.formatted(
            schemaFile, parts(), kinds("step", "step"), kinds("condition", "condition")));
  }

  private Table parts() {
    JsonNode scenario = definitions.path("scenario");
    Set<String> required = required(scenario);
    Table table = new Table("key", "what it holds");
    for (Map.Entry<String, JsonNode> part : scenario.path("properties").properties()) {
      table.row(argument(part.getKey(), required), part.getValue().path("description").asText());
    }
    return table;
  }

  private Table kinds(String definition, String title) {
    Table table = new Table(title, "arguments", "meaning");
    for (JsonNode kind : definitions.path(definition).path("oneOf")) {
      for (Map.Entry<String, JsonNode> named : kind.path("properties").properties()) {
        table.row(
            code(named.getKey()), arguments(named.getValue()), kind.path("description").asText());
      }
    }
    return table;
  }

  private static String arguments(JsonNode kind) {
    Set<String> required = required(kind);
    List<String> names = new ArrayList<>();
    kind.path("properties")
        .fieldNames()
        .forEachRemaining(name -> names.add(argument(name, required)));
    return names.stream().collect(Collectors.joining(", "));
  }

  private static String argument(String name, Set<String> required) {
    return required.contains(name) ? code(name) : "*" + code(name) + "*";
  }

  private static Set<String> required(JsonNode node) {
    Set<String> names = new HashSet<>();
    node.path("required").forEach(name -> names.add(name.asText()));
    return names;
  }
}
