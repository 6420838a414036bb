package io.kadvisor.core.window;

import io.kadvisor.model.unit.Unit;
import io.kadvisor.model.window.Figure;

/** The distribution of one number so far. Immutable. */
record Tally(double sum, double last, Spread spread) {
  /** Of one value at least. */
  static Tally of(double... values) {
    return new Tally(sum(values[0], values, 1), values[values.length - 1], new ExactSpread(values));
  }

  /** With one value more, or several in their order. */
  Tally plus(double... values) {
    return new Tally(sum(sum, values, 0), values[values.length - 1], spread.plus(values));
  }

  /** One after the other, so that it is the same however many are added at once. */
  private static double sum(double before, double[] values, int from) {
    double sum = before;
    for (int at = from; at < values.length; at++) {
      sum += values[at];
    }
    return sum;
  }

  Figure figure(Unit unit) {
    Spread.Summary summary = spread.summary();
    return new Figure(
        unit,
        summary.count(),
        sum / summary.count(),
        summary.minimum(),
        summary.maximum(),
        summary.p50(),
        summary.p95(),
        summary.p99(),
        last);
  }
}
