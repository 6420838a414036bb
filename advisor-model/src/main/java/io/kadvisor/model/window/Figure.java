package io.kadvisor.model.window;

import io.kadvisor.model.unit.Unit;
import java.util.Objects;

/**
 * The distribution of one number inside a window. Percentiles come from a sketch and are within 2 %
 * of rank.
 *
 * @param count observations behind it, at least one
 */
public record Figure(
    Unit unit,
    long count,
    double mean,
    double minimum,
    double maximum,
    double p50,
    double p95,
    double p99,
    double last) {
  public Figure {
    Objects.requireNonNull(unit, "unit");
    if (count < 1) {
      throw new IllegalArgumentException(
          "a figure stands on at least one observation, not " + count);
    }
  }
}
