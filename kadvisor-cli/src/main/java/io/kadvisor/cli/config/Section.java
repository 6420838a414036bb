package io.kadvisor.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A mapping in the file: typed reads that collect faults instead of throwing, and know which keys
 * were asked for.
 */
final class Section {
  private final String path;
  private final JsonNode node;
  private final List<Fault> faults;
  private final Consumer<ConfigKey> asked;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param asked told of every key that is asked for, whether it is there or not
   */
  Section(String path, JsonNode node, List<Fault> faults, Consumer<ConfigKey> asked) {
    this.path = path;
    this.node = node;
    this.faults = faults;
    this.asked = asked;
    if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
      fault(path.isEmpty() ? "the file" : path, show(node), "must be a mapping of keys to values");
    }
  }

  Optional<String> text(String key) {
    return text(key, "a text", "");
  }

  private Optional<String> text(String key, String type, String fallback) {
    return scalar(
        key,
        type,
        fallback,
        n -> n.isTextual() || n.isNumber() || n.isBoolean() ? n.asText() : null);
  }

  String text(String key, String fallback) {
    return text(key, "a text", fallback).orElse(fallback);
  }

  String requiredText(String key, String remedy) {
    Optional<String> text = text(key);
    if (text.isEmpty() || text.get().isBlank()) {
      fault(at(key), show(node.path(key)), remedy);
      return "";
    }
    return text.get();
  }

  int integer(String key, int fallback, int lowest, int highest) {
    return integer(key, "" + fallback, lowest, highest).orElse(fallback);
  }

  /** Absent when nothing stands there. */
  Optional<Integer> integer(String key, int lowest, int highest) {
    return integer(key, "", lowest, highest);
  }

  private Optional<Integer> integer(String key, String fallback, int lowest, int highest) {
    return scalar(
        key,
        "a whole number from " + lowest + " to " + highest,
        fallback,
        n -> n.isInt() && n.intValue() >= lowest && n.intValue() <= highest ? n.intValue() : null);
  }

  double number(String key, double fallback, double above) {
    return number(key, "" + fallback, above).orElse(fallback);
  }

  /** Absent when nothing stands there. */
  Optional<Double> number(String key, double above) {
    return number(key, "", above);
  }

  private Optional<Double> number(String key, String fallback, double above) {
    return scalar(
        key,
        "a number above " + Math.round(above),
        fallback,
        n -> n.isNumber() && n.doubleValue() > above ? n.doubleValue() : null);
  }

  boolean flag(String key, boolean fallback) {
    return scalar(key, "true or false", "" + fallback, n -> n.isBoolean() ? n.booleanValue() : null)
        .orElse(fallback);
  }

  Duration duration(String key, Duration fallback) {
    return scalar(
            key,
            "a time above zero such as 500ms, 5s, 10m, 2h, 7d or PT5S",
            Durations.show(fallback),
            n -> n.isTextual() ? Durations.parse(n.asText()).orElse(null) : null)
        .orElse(fallback);
  }

  Optional<DataSize> dataSize(String key) {
    return scalar(
        key,
        "an amount above zero such as 500 GB or 2 TiB",
        "",
        n -> n.isTextual() ? Sizes.size(n.asText()).orElse(null) : null);
  }

  Optional<DataRate> dataRate(String key) {
    return scalar(
        key,
        "a rate above zero such as 5 MB/s, 100 MiB/s or 10 Gbit/s",
        "",
        n -> n.isTextual() ? Sizes.rate(n.asText()).orElse(null) : null);
  }

  /** A list of texts, or one text in place of a list of one. */
  List<String> names(String key, List<String> fallback) {
    known.add(key);
    String remedy = "a list of names, where * stands for any characters";
    asked.accept(new ConfigKey(at(key), remedy, String.join(", ", fallback)));
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return fallback;
    }
    List<String> names = new ArrayList<>();
    (value.isArray() ? value : List.of(value))
        .forEach(
            name -> {
              if (name.isTextual() && !name.asText().isBlank()) {
                names.add(name.asText());
              } else {
                fault(at(key), show(name), "must be " + remedy);
              }
            });
    return names;
  }

  /** A list of broker ids. */
  List<BrokerId> brokers(String key) {
    known.add(key);
    String remedy = "a list of broker ids such as [4, 5]";
    asked.accept(new ConfigKey(at(key), remedy, ""));
    JsonNode list = node.path(key);
    List<BrokerId> brokers = new ArrayList<>();
    boolean right = list.isArray();
    for (JsonNode id : list) {
      right &= id.isInt() && id.intValue() >= 0;
      brokers.add(new BrokerId(Math.max(0, id.asInt())));
    }
    if (!right) {
      fault(at(key), show(list), "must be " + remedy);
    }
    return brokers;
  }

  <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
    return scalar(
        key,
        "one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT),
        "",
        n ->
            Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().equalsIgnoreCase(n.asText().replace('-', '_')))
                .findFirst()
                .orElse(null));
  }

  /** The values of a list of names; all of the fallback where it is not there. */
  <E extends Enum<E>> Set<E> choices(String key, Class<E> type, Set<E> fallback) {
    known.add(key);
    String remedy =
        "a list of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
    asked.accept(new ConfigKey(at(key), remedy, "all"));
    JsonNode list = node.path(key);
    if (list.isMissingNode() || list.isNull()) {
      return fallback;
    }
    Set<E> chosen = new LinkedHashSet<>();
    list.forEach(
        name ->
            Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().equalsIgnoreCase(name.asText().replace('-', '_')))
                .forEach(chosen::add));
    if (!list.isArray() || chosen.isEmpty() || chosen.size() < list.size()) {
      faultAt(key, "must be " + remedy);
    }
    return chosen;
  }

  /** A sub-mapping; an empty one when it is not there. */
  Section section(String key) {
    known.add(key);
    return new Section(at(key), node.path(key), faults, asked);
  }

  boolean has(String key) {
    known.add(key);
    return node.hasNonNull(key);
  }

  /** The mappings of a list. */
  List<Section> sections(String key) {
    known.add(key);
    JsonNode list = node.path(key);
    List<Section> sections = new ArrayList<>();
    if (list.isArray()) {
      for (int i = 0; i < list.size(); i++) {
        sections.add(new Section(at(key) + "[" + i + "]", list.get(i), faults, asked));
      }
    } else if (!list.isMissingNode() && !list.isNull()) {
      fault(at(key), show(list), "must be a list");
    }
    return sections;
  }

  /** A mapping of names to mappings. */
  Map<String, Section> named(String key) {
    Section inner = section(key);
    Map<String, Section> sections = new LinkedHashMap<>();
    inner.node.fieldNames().forEachRemaining(name -> sections.put(name, inner.section(name)));
    return sections;
  }

  /** A mapping of any keys to plain values, as Kafka's clients take it. */
  Map<String, String> properties(String key) {
    Section inner = section(key);
    Map<String, String> properties = new LinkedHashMap<>();
    inner.eachValue((name, value) -> properties.put(name, value));
    return properties;
  }

  private void eachValue(BiConsumer<String, String> use) {
    node.fieldNames()
        .forEachRemaining(name -> text(name).ifPresent(value -> use.accept(name, value)));
  }

  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  void fault(String key, String value, String remedy) {
    faults.add(new Fault(key, Secrets.mask(key, value), remedy));
  }

  void faultAt(String key, String remedy) {
    fault(at(key), show(node.path(key)), remedy);
  }

  /** Ends the reading of this section: every key that nobody asked for is a fault. */
  void close() {
    for (String key : keys()) {
      if (!known.contains(key)) {
        fault(at(key), show(node.path(key)), "unknown key" + suggestion(key, known));
      }
    }
  }

  static String suggestion(String key, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
        .filter(candidate -> distance(key, candidate) <= Math.max(2, key.length() / 3))
        .map(candidate -> "; did you mean " + candidate + "?")
        .orElse(known.isEmpty() ? "" : "; known here: " + String.join(", ", known));
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitute, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }

  private <T> Optional<T> scalar(
      String key, String remedy, String fallback, Function<JsonNode, T> read) {
    known.add(key);
    asked.accept(new ConfigKey(at(key), remedy, fallback));
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    Optional<T> result =
        value.isValueNode() ? Optional.ofNullable(read.apply(value)) : Optional.empty();
    if (result.isEmpty()) {
      fault(at(key), show(value), "must be " + remedy);
    }
    return result;
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** A mapping or a list may hold secrets under any key: what is in it is not shown. */
  private static String show(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "nothing";
    }
    return value.isObject() ? "a mapping" : value.isArray() ? "a list" : value.toString();
  }
}
