package io.kadvisor.core.advisory;

import java.time.Duration;

/** Times as people say them. */
final class Spoken {
  private Spoken() {}

  /**
   * The two largest units: {@code 45 s}, {@code 2 min 5 s}, {@code 3 h 10 min}, {@code 2 d 4 h}.
   * Two clocks may make a time negative; it counts as none.
   */
  static String of(Duration length) {
    Duration time = length.isNegative() ? Duration.ZERO : length;
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }
}
