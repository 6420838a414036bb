package io.kadvisor.api.http;

import io.javalin.http.Context;
import io.kadvisor.model.Subject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The query of a request. Faults are collected; {@link #end()} tells all of them at once. */
final class Parameters {
  private final Map<String, List<String>> given;
  private final Set<String> known = new HashSet<>();
  private final List<Problem.Fault> faults = new ArrayList<>();

  Parameters(Context context) {
    this.given = context.queryParamMap();
  }

  Optional<String> text(String name) {
    known.add(name);
    List<String> values = given.getOrDefault(name, List.of());
    if (values.size() > 1) {
      faults.add(new Problem.Fault(name, Optional.of(String.join(", ", values)), "given once"));
    }
    return values.stream().findFirst();
  }

  /**
   * Any of an enum's values, in any case, repeated or joined by commas; empty when none is asked
   * for.
   */
  <E extends Enum<E>> Set<E> anyOf(String name, Class<E> type) {
    known.add(name);
    Set<E> wanted = EnumSet.noneOf(type);
    for (String value : given.getOrDefault(name, List.of())) {
      for (String word : value.split(",", -1)) {
        one(name, word.strip(), type).ifPresent(wanted::add);
      }
    }
    return wanted;
  }

  private <E extends Enum<E>> Optional<E> one(String name, String word, Class<E> type) {
    E[] all = type.getEnumConstants();
    Optional<E> found = Arrays.stream(all).filter(e -> e.name().equalsIgnoreCase(word)).findFirst();
    if (found.isEmpty()) {
      String words = Arrays.stream(all).map(E::name).collect(Collectors.joining(", "));
      faults.add(new Problem.Fault(name, Optional.of(word), "one of " + words));
    }
    return found;
  }

  int number(String name, int usual, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    Optional<Integer> number =
        read(name, expected, text -> within(Integer.parseInt(text), least, most));
    return number.orElse(usual);
  }

  private static int within(int number, int least, int most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  Optional<Boolean> flag(String name) {
    return read(
        name,
        "true or false",
        text -> {
          String word = text.toLowerCase(Locale.ROOT);
          if (!word.equals("true") && !word.equals("false")) {
            throw new IllegalArgumentException(text);
          }
          return word.equals("true");
        });
  }

  Optional<Instant> instant(String name) {
    return read(
        name,
        "a time such as 2026-11-21T03:00:00Z",
        text -> {
          Instant time = Instant.parse(text);
          if (time.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("before there were clusters");
          }
          return time;
        });
  }

  Optional<Duration> duration(String name) {
    return read(name, "a duration such as PT1M", Duration::parse);
  }

  Optional<Subject> subject(String name) {
    return read(name, "a subject such as broker:2, topic:orders or group:billing", Subject::parse);
  }

  <T> Optional<T> read(String name, String expected, Function<String, T> reader) {
    Optional<String> text = text(name);
    try {
      return text.map(reader);
    } catch (IllegalArgumentException | DateTimeException e) {
      faults.add(new Problem.Fault(name, text, expected));
      return Optional.empty();
    }
  }

  void missing(String name, String expected) {
    faults.add(new Problem.Fault(name, Optional.empty(), expected));
  }

  void wrong(String name, String value, String expected) {
    faults.add(new Problem.Fault(name, Optional.of(value), expected));
  }

  boolean given(String name) {
    return given.containsKey(name);
  }

  /**
   * Ends the reading.
   *
   * @throws Problem.Found when a value was wrong or a name is not known
   */
  void end() {
    String names = known.stream().sorted().collect(Collectors.joining(", "));
    given.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            String expected = names.isEmpty() ? "no parameter at all" : "one of " + names;
            faults.add(new Problem.Fault(name, values.stream().findFirst(), expected));
          }
        });
    if (!faults.isEmpty()) {
      throw Problem.Kind.BAD_REQUEST.with(faults);
    }
  }
}
