package io.kadvisor.localcluster.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A mapping of the file, read strictly: faults are collected, and {@link #end} finds the keys
 * nobody asked for.
 */
final class Fields {
  private final String path;
  private final JsonNode node;
  private final List<Fault> faults;
  private final Set<String> known = new LinkedHashSet<>();

  Fields(String path, JsonNode node, List<Fault> faults) {
    this.path = path;
    this.node = node;
    this.faults = faults;
    if (!node.isObject() && !isAbsent(node)) {
      faults.add(new Fault(path, show(node), "must be a mapping of keys to values"));
    }
  }

  Optional<String> text(String key) {
    return scalar(
        key,
        "must be a text",
        value -> Optional.of(value.asText()).filter(text -> !text.isBlank()));
  }

  String requiredText(String key) {
    return text(key).orElseGet(() -> missing(key, "must be a text"));
  }

  Optional<Integer> integer(String key, int lowest) {
    return scalar(
        key,
        "must be a whole number of at least " + lowest,
        value ->
            Optional.of(value)
                .filter(JsonNode::isInt)
                .map(JsonNode::intValue)
                .filter(n -> n >= lowest));
  }

  Optional<Double> number(String key, double lowest, double highest) {
    return scalar(
        key,
        "must be a number "
            + (Double.isInfinite(highest)
                ? "of at least " + lowest
                : "from " + lowest + " to " + highest),
        value ->
            Optional.of(value)
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue)
                .filter(n -> n >= lowest && n <= highest));
  }

  Optional<Boolean> flag(String key) {
    return scalar(
        key,
        "must be true or false",
        value -> Optional.of(value).filter(JsonNode::isBoolean).map(JsonNode::booleanValue));
  }

  Optional<Duration> duration(String key) {
    return scalar(key, Durations.FORM, value -> Durations.parse(value.asText()));
  }

  Duration requiredDuration(String key) {
    return duration(key)
        .orElseGet(
            () -> {
              missing(key, Durations.FORM);
              return Duration.ZERO;
            });
  }

  int requiredInteger(String key, int lowest) {
    return integer(key, lowest)
        .orElseGet(
            () -> {
              missing(key, "must be a whole number of at least " + lowest);
              return lowest;
            });
  }

  <T> Optional<T> choice(String key, Map<String, T> choices) {
    String remedy = "must be one of " + String.join(", ", choices.keySet());
    return scalar(key, remedy, value -> Optional.ofNullable(choices.get(value.asText())));
  }

  /** Plain values by key; a null value is an empty optional. */
  Map<String, Optional<String>> texts(String key) {
    var texts = new LinkedHashMap<String, Optional<String>>();
    fields(key).node.properties().forEach(field -> texts.put(field.getKey(), plain(key, field)));
    return texts;
  }

  private Optional<String> plain(String key, Map.Entry<String, JsonNode> field) {
    if (!field.getValue().isValueNode()) {
      faults.add(
          new Fault(
              at(key) + "." + field.getKey(),
              show(field.getValue()),
              "must be a plain value or null"));
    }
    return isAbsent(field.getValue()) ? Optional.empty() : Optional.of(field.getValue().asText());
  }

  /** Replicas by partition, {@code {0: [1, 2, 3]}}; empty if the key is not there. */
  Map<Integer, List<Integer>> replicas(String key) {
    var replicas = new LinkedHashMap<Integer, List<Integer>>();
    Fields partitions = fields(key);
    partitions
        .node
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (name.matches("[0-9]{1,6}")) {
                replicas.put(Integer.valueOf(name), partitions.brokers(name));
              } else {
                faults.add(
                    new Fault(partitions.at(name), name, "must be the number of a partition"));
              }
            });
    return replicas;
  }

  private List<Integer> brokers(String key) {
    var brokers = new ArrayList<Integer>();
    for (Item item : list(key)) {
      if (item.node().isInt() && !brokers.contains(item.node().intValue())) {
        brokers.add(item.node().intValue());
      } else {
        faults.add(new Fault(item.path(), show(item.node()), "must be a broker's id, each once"));
      }
    }
    return List.copyOf(brokers);
  }

  /** An element of a list and where it stands. */
  record Item(String path, JsonNode node) {}

  List<Item> list(String key) {
    known.add(key);
    JsonNode list = node.path(key);
    if (!list.isArray() && !isAbsent(list)) {
      faults.add(new Fault(at(key), show(list), "must be a list"));
    }
    var items = new ArrayList<Item>();
    for (JsonNode element : list.isArray() ? list : List.<JsonNode>of()) {
      items.add(new Item(at(key) + "[" + items.size() + "]", element));
    }
    return items;
  }

  /** A mapping inside this one; an empty one if it is not there. */
  Fields fields(String key) {
    known.add(key);
    return new Fields(at(key), node.path(key), faults);
  }

  boolean has(String key) {
    known.add(key);
    return !isAbsent(node.path(key));
  }

  /** Says what is wrong with the value of a key. */
  void fault(String key, String remedy) {
    faults.add(new Fault(at(key), show(node.path(key)), remedy));
  }

  /** Says what is wrong with this mapping as a whole. */
  void fault(String remedy) {
    faults.add(new Fault(path, show(node), remedy));
  }

  /** Says what is wrong with an element of a list. */
  void fault(Item item, String remedy) {
    faults.add(new Fault(item.path(), show(item.node()), remedy));
  }

  /** A mapping somewhere below, whose faults go to the same list. */
  Fields inside(String where, JsonNode mapping) {
    return new Fields(where, mapping, faults);
  }

  private String missing(String key, String remedy) {
    if (isAbsent(node.path(key))) {
      fault(key, remedy);
    }
    return "";
  }

  private <T> Optional<T> scalar(String key, String remedy, Function<JsonNode, Optional<T>> read) {
    known.add(key);
    JsonNode value = node.path(key);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    Optional<T> result = value.isValueNode() ? read.apply(value) : Optional.empty();
    if (result.isEmpty()) {
      fault(key, remedy);
    }
    return result;
  }

  /** Ends the reading: every key that nobody asked for is a fault. */
  void end() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                fault(key, "is no key here; known are " + String.join(", ", known));
              }
            });
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static String show(JsonNode value) {
    return isAbsent(value) ? "nothing" : value.toString();
  }
}
