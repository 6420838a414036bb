package io.kadvisor.core.advice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Counts, times and lists as a person writes them. Times are in UTC. */
final class Phrase {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Phrase() {}

  /** {@code 1 partition}, {@code 41 partitions}. */
  static String count(long number, String noun) {
    return number(number) + " " + (number == 1 ? noun : plural(noun));
  }

  private static String plural(String noun) {
    return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }

  /** With a comma between thousands. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String capital(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  /** The two largest units that matter: {@code 4 min 10 s}, {@code 3 d 4 h}, {@code 850 ms}. */
  static String duration(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toMillis() + " ms";
    }
    if (duration.compareTo(Duration.ofDays(1)) >= 0) {
      return two(duration.toDays(), "d", duration.toHoursPart(), "h");
    }
    if (duration.compareTo(Duration.ofHours(1)) >= 0) {
      return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
    }
    return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
  }

  private static String two(long large, String largeUnit, int small, String smallUnit) {
    if (large == 0) {
      return small + " " + smallUnit;
    }
    return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }

  /** {@code a, b and c}; beyond the limit {@code a, b and 7 more}. */
  static String list(Collection<String> words, int limit) {
    List<String> all = List.copyOf(words);
    if (all.size() <= 1) {
      return String.join("", all);
    }
    if (all.size() <= limit) {
      return String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.get(all.size() - 1);
    }
    return String.join(", ", all.subList(0, limit))
        + " and "
        + number(all.size() - limit)
        + " more";
  }

  /** {@code one copy}, {@code two copies}. */
  static String copies(int number) {
    String[] words = {"no", "one", "two", "three", "four"};
    String word = number < words.length ? words[number] : Integer.toString(number);
    return word + (number == 1 ? " copy" : " copies");
  }
}
