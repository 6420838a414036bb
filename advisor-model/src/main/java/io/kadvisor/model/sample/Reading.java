package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One measured number with its own time and source. A counter carries the previous reading of the
 * same process, so that a rate needs no memory and a restart shows as an absent or a negative
 * difference.
 *
 * @param value in {@link Metric#unit()}
 * @param previous the reading before, absent at the first of an epoch and after a restart
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Reading(
    Metric metric,
    double value,
    Instant observedAt,
    Fact.Source source,
    Optional<Previous> previous) {

  /** The same counter one reading earlier. */
  public record Previous(double value, Instant observedAt) {}

  public Reading {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(observedAt, "observedAt");
    Objects.requireNonNull(source, "source");
    previous = previous == null ? Optional.empty() : previous;
  }

  /**
   * A counter's growth a second; absent without a previous reading, when time stood still or when
   * it fell.
   */
  public OptionalDouble rate() {
    if (previous.isEmpty()) {
      return OptionalDouble.empty();
    }
    Duration time = Duration.between(previous.get().observedAt(), observedAt);
    double growth = value - previous.get().value();
    return time.isZero() || time.isNegative() || growth < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(growth * 1e9 / time.toNanos());
  }
}
