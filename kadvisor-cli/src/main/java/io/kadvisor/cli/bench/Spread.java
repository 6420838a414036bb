package io.kadvisor.cli.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Durations in brief. Percentiles are the nearest rank: every figure was measured. */
record Spread(int count, Duration p50, Duration p95, Duration max) {
  static Spread of(List<Duration> durations) {
    List<Duration> sorted = durations.stream().sorted().toList();
    return new Spread(sorted.size(), rank(sorted, 0.50), rank(sorted, 0.95), rank(sorted, 1));
  }

  private static Duration rank(List<Duration> sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.isEmpty() ? Duration.ZERO : sorted.get(Math.max(1, rank) - 1);
  }

  static String text(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
  }
}
