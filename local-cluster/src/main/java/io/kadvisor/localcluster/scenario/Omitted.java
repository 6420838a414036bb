package io.kadvisor.localcluster.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Targets that a file leaves out: a step or a condition without one means the scenario's random
 * one.
 */
final class Omitted {
  private static final Map<String, Set<String>> MEANT =
      Map.of(
          "broker",
          Set.of(
              "kill",
              "pause",
              "resume",
              "start",
              "stop",
              "restart",
              "fenced",
              "unfenced",
              "accepts",
              "isr-without",
              "add-volume",
              "remove-volume",
              "volume-above",
              "volume-below",
              "cpu-between",
              "press-cpu"),
          "topic",
          Set.of("produce", "reassign", "delete-topic"),
          "group",
          Set.of("start-group", "stop-group", "members"));

  /** The variables that every scenario has unless it sets them itself. */
  static final Map<String, String> VARIABLES =
      Map.of("target", "random-broker", "topic", "random-topic", "group", "random-group");

  private static final Map<String, String> VARIABLE_OF =
      Map.of("broker", "${target}", "topic", "${topic}", "group", "${group}");

  private static final List<String> LISTS = List.of("given", "steps", "repair", "cleanup");
  private static final List<String> PROOFS = List.of("prove", "repaired");

  private Omitted() {}

  /** Writes the meant targets into a scenario. */
  static ObjectNode fill(ObjectNode scenario) {
    ObjectNode filled = scenario.deepCopy();
    LISTS.forEach(list -> fillList(filled.path(list)));
    PROOFS.forEach(proof -> fillList(filled.path(proof).path("all")));
    return filled;
  }

  private static void fillList(JsonNode list) {
    for (int index = 0; index < list.size() && list.isArray(); index++) {
      JsonNode element = list.get(index);
      if (element.isTextual()) {
        element = JsonNodeFactory.instance.objectNode().putNull(element.asText());
        ((ArrayNode) list).set(index, element);
      }
      if (element.isObject() && element.size() == 1) {
        fillElement((ObjectNode) element, element.fieldNames().next());
      }
    }
  }

  private static void fillElement(ObjectNode element, String name) {
    if (element.get(name).isNull()) {
      element.putObject(name);
    }
    if (!element.get(name).isObject()) {
      return;
    }
    ObjectNode arguments = (ObjectNode) element.get(name);
    MEANT.forEach(
        (key, names) -> {
          if (names.contains(name) && !arguments.has(key)) {
            arguments.put(key, VARIABLE_OF.get(key));
          }
        });
    fillList(arguments.path("until"));
    fillList(arguments.path("steps"));
  }
}
