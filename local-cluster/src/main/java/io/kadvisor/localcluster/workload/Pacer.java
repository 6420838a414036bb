package io.kadvisor.localcluster.workload;

import java.time.Duration;

/**
 * Counts how many records are due, so that the rate holds over time although the looks at the clock
 * are irregular.
 */
final class Pacer {
  /**
   * A sender that was held up makes good at most this much: what is later would be a burst nobody
   * asked for.
   */
  private static final Duration LONGEST_STEP = Duration.ofSeconds(1);

  private Duration last = Duration.ZERO;
  private double owed;

  /** How many records to send now; the times never go backwards. */
  int due(RateShape rate, Duration sinceStart) {
    Duration step = sinceStart.minus(last);
    last = sinceStart;
    Duration counted = step.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : step;
    owed += rate.at(sinceStart) * counted.toNanos() / 1e9;
    int due = (int) owed;
    owed -= due;
    return due;
  }
}
