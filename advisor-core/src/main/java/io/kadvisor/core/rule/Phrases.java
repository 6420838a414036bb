package io.kadvisor.core.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/** Numbers, times and lists as sentences need them. */
public final class Phrases {
  private Phrases() {}

  /** {@code 1 partition}, {@code 3 partitions}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 1, 2 and 3}. */
  public static String list(Collection<?> things) {
    List<String> words = things.stream().map(Object::toString).toList();
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  /** {@code broker 1}, {@code brokers 1 and 2}. */
  public static String named(String noun, Collection<?> things) {
    return noun + (things.size() == 1 ? " " : "s ") + list(things);
  }

  /** A time to the second, in UTC. */
  public static String at(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /**
   * {@code 45 s}, {@code 10 min}, {@code 3 h}; whole units, the largest that loses nothing that
   * matters.
   */
  public static String lasting(Duration time) {
    if (time.compareTo(Duration.ofMinutes(2)) < 0) {
      return Math.round(time.toMillis() / 1000.0) + " s";
    }
    return time.compareTo(Duration.ofHours(2)) < 0
        ? time.toMinutes() + " min"
        : time.toHours() + " h";
  }
}
