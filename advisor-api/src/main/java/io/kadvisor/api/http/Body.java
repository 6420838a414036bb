package io.kadvisor.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.kadvisor.wire.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The JSON object that a request carries. Faults are collected; {@link #end()} tells all of them at
 * once.
 */
final class Body {
  private static final int LONGEST_TEXT = 1_000;

  private final JsonNode object;
  private final Set<String> known = new HashSet<>();
  private final List<Problem.Fault> faults = new ArrayList<>();

  private Body(JsonNode object) {
    this.object = object;
  }

  /**
   * Reads the body; none is an empty object.
   *
   * @throws Problem.Found when it is no JSON object
   */
  static Body of(Context context) {
    String text = context.body();
    try {
      JsonNode node =
          text.isBlank() ? JsonNodeFactory.instance.objectNode() : Json.mapper().readTree(text);
      if (node.isObject()) {
        return new Body(node);
      }
    } catch (JsonProcessingException e) {
      throw Problem.Kind.BAD_REQUEST.because("The body is not JSON: " + e.getOriginalMessage());
    }
    throw Problem.Kind.BAD_REQUEST.because("The body must be a JSON object.");
  }

  void accepts(String... names) {
    known.addAll(List.of(names));
  }

  Optional<String> text(String name) {
    known.add(name);
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().length() > LONGEST_TEXT) {
      wrong(name, value.toString(), "a text of at most " + LONGEST_TEXT + " characters");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  Optional<String> needed(String name, String expected) {
    int before = faults.size();
    Optional<String> text = text(name).filter(t -> !t.isBlank());
    if (text.isEmpty() && faults.size() == before) {
      missing(name, expected);
    }
    return text;
  }

  Optional<Instant> instant(String name) {
    return read(name, "a time such as 2026-11-21T03:00:00Z", Instant::parse);
  }

  /** The end of a duration that begins at a time. */
  Optional<Instant> end(String name, Instant start) {
    return read(name, "a duration such as PT4H", text -> start.plus(Duration.parse(text)));
  }

  private <T> Optional<T> read(String name, String expected, Function<String, T> reader) {
    Optional<String> text = text(name);
    try {
      return text.map(reader);
    } catch (DateTimeException | ArithmeticException e) {
      faults.add(new Problem.Fault(name, text, expected));
      return Optional.empty();
    }
  }

  Optional<Integer> number(String name, String expected) {
    known.add(name);
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      missing(name, expected);
    } else if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      wrong(name, value.toString(), expected);
    } else {
      return Optional.of(value.intValue());
    }
    return Optional.empty();
  }

  void missing(String name, String expected) {
    faults.add(new Problem.Fault(name, Optional.empty(), expected));
  }

  void wrong(String name, String value, String expected) {
    String shown = value.length() > 100 ? value.substring(0, 100) + "…" : value;
    faults.add(new Problem.Fault(name, Optional.of(shown), expected));
  }

  boolean fine() {
    return faults.isEmpty();
  }

  /**
   * Ends the reading.
   *
   * @throws Problem.Found when a value was wrong or a name is not known
   */
  void end() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                wrong(
                    name,
                    object.path(name).toString(),
                    "one of " + known.stream().sorted().toList());
              }
            });
    if (!faults.isEmpty()) {
      throw Problem.Kind.BAD_REQUEST.with(faults);
    }
  }
}
