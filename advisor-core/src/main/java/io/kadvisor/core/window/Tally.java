package io.kadvisor.core.window;

import io.kadvisor.model.unit.Unit;
import io.kadvisor.model.window.Figure;

/** The distribution of one number so far. Immutable. */
record Tally(double sum, double last, Spread spread) {
  static Tally of(double value) {
    return new Tally(value, value, ExactSpread.of(value));
  }

  Tally plus(double value) {
    return new Tally(sum + value, value, spread.plus(value));
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
