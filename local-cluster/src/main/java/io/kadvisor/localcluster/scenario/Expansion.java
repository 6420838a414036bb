package io.kadvisor.localcluster.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Puts the values of variables in the places of <code>${name}</code>. */
record Expansion(Map<String, String> variables, List<Fault> faults) {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");

  JsonNode of(String path, JsonNode node) {
    if (node.isObject()) {
      return object(path, node);
    }
    if (node.isArray()) {
      return array(path, node);
    }
    return node.isTextual() ? text(path, node.asText()) : node;
  }

  private ObjectNode object(String path, JsonNode node) {
    ObjectNode expanded = JsonNodeFactory.instance.objectNode();
    node.properties()
        .forEach(
            field ->
                expanded.set(field.getKey(), of(path + "." + field.getKey(), field.getValue())));
    return expanded;
  }

  private ArrayNode array(String path, JsonNode node) {
    ArrayNode expanded = JsonNodeFactory.instance.arrayNode();
    node.forEach(element -> expanded.add(of(path + "[" + expanded.size() + "]", element)));
    return expanded;
  }

  private JsonNode text(String path, String text) {
    String expanded = REFERENCE.matcher(text).replaceAll(match -> value(path, match.group(1)));
    boolean isReference = !expanded.equals(text);
    return isReference && WHOLE_NUMBER.matcher(expanded).matches()
        ? IntNode.valueOf(Integer.parseInt(expanded))
        : TextNode.valueOf(expanded);
  }

  private String value(String path, String name) {
    String value = variables.get(name);
    if (value == null) {
      faults.add(
          new Fault(
              path,
              "${" + name + "}",
              "must name a variable: " + String.join(", ", variables.keySet())));
      return "0";
    }
    return value;
  }
}
