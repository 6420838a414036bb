package io.kadvisor.localcluster.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times as they are written in scenario files: {@code 500ms}, {@code 5s}, {@code 10m}, {@code 2h}.
 */
final class Durations {
  static final String FORM = "must be a time such as 500ms, 5s, 10m or 2h";
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  private Durations() {}

  static Optional<Duration> parse(String text) {
    var match = TEXT.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(match.group(1));
    return Optional.of(
        switch (match.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        });
  }
}
