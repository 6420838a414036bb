package io.kadvisor.collector.probe;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long things took, to two digits, a microsecond at least. */
public record Percentiles(Duration p50, Duration p95, Duration p99, Duration max) {
  private static final int DIGITS = 2;

  /** Absent when there were none. */
  static Optional<Percentiles> of(Collection<Long> nanos) {
    if (nanos.isEmpty()) {
      return Optional.empty();
    }
    Histogram micros = new Histogram(DIGITS);
    nanos.forEach(time -> micros.recordValue(Math.max(1, TimeUnit.NANOSECONDS.toMicros(time))));
    return Optional.of(
        new Percentiles(at(micros, 50), at(micros, 95), at(micros, 99), at(micros, 100)));
  }

  private static Duration at(Histogram micros, double percentile) {
    return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros.getValueAtPercentile(percentile)));
  }
}
