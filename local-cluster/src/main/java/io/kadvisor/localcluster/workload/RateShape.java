package io.kadvisor.localcluster.workload;

import java.time.Duration;

/** How many records a second are sent, as a function of the time since the producer started. */
@FunctionalInterface
public interface RateShape {
  /** Records a second at that time. */
  double at(Duration sinceStart);

  static RateShape steady(double recordsPerSecond) {
    requireRate(recordsPerSecond);
    return sinceStart -> recordsPerSecond;
  }

  /**
   * A burst at the beginning of each period and a tenth of the burst's rate in between.
   *
   * @param recordsPerSecond the mean over whole periods
   */
  static RateShape bursty(double recordsPerSecond, Duration period, Duration burst) {
    requireRate(recordsPerSecond);
    if (burst.isNegative() || burst.isZero() || burst.compareTo(period) > 0) {
      throw new IllegalArgumentException("a burst lasts between 0 and its period, not " + burst);
    }
    double busyShare = (double) burst.toMillis() / period.toMillis();
    double high = recordsPerSecond / (busyShare + (1 - busyShare) / 10);
    return sinceStart ->
        sinceStart.toMillis() % period.toMillis() < burst.toMillis() ? high : high / 10;
  }

  private static void requireRate(double recordsPerSecond) {
    if (!(recordsPerSecond >= 0)) {
      throw new IllegalArgumentException("records a second cannot be " + recordsPerSecond);
    }
  }
}
