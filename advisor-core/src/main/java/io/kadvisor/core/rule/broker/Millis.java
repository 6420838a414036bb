package io.kadvisor.core.rule.broker;

import io.kadvisor.model.unit.Unit;
import java.util.Locale;

/** Short times for sentences: {@code 3.2 ms}, {@code 850 ms}, {@code 1.4 s}. */
final class Millis {
  private Millis() {}

  static String show(double seconds) {
    if (seconds >= 1) {
      return Unit.SECONDS.show(seconds);
    }
    double millis = seconds * 1000;
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }
}
