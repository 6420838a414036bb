package io.kadvisor.core.advisory;

import java.time.Duration;

/** Times as people say them. */
final class Spoken {
  private Spoken() {}

  /**
   * The two largest units: {@code 45 s}, {@code 2 min 5 s}, {@code 3 h 10 min}, {@code 2 d 4 h}.
   */
  static String of(Duration time) {
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
