package io.kadvisor.collector;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When sweeps begin, which are slow ones, and how long a cluster that refuses is left alone. */
final class Cadence {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

  private final Duration fast;
  private final Duration slow;
  private Optional<Instant> last = Optional.empty();
  private Optional<Instant> lastSlow = Optional.empty();

  Cadence(Duration fast, Duration slow) {
    this.fast = fast;
    this.slow = slow;
  }

  /** The time of a sweep that begins now: whole milliseconds, and later than any before. */
  Instant begin(Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    Instant begun = last.filter(before -> !at.isAfter(before)).map(b -> b.plusMillis(1)).orElse(at);
    last = Optional.of(begun);
    return begun;
  }

  /** Half a fast sweep of tolerance, so that a slow one is not put off for jitter. */
  boolean slowDue(Instant at) {
    return lastSlow
        .map(before -> !at.isBefore(before.plus(slow).minus(fast.dividedBy(2))))
        .orElse(true);
  }

  void slowDone(Instant at) {
    lastSlow = Optional.of(at);
  }

  /** How long to wait after a sweep that was read; none when it took longer than the period. */
  Duration untilNext(Instant begun, Instant now) {
    Duration left = Duration.between(now, begun.plus(fast));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * How long to wait after failures in a row. What may pass by itself is tried again soon, so that
   * blindness is certain within 15 s and ends as soon as it is over; credentials and certificates
   * are not hammered.
   */
  Duration afterFailures(int failures, boolean passing) {
    if (passing) {
      return fast.compareTo(SOON) < 0 ? fast : SOON;
    }
    Duration wait = fast.multipliedBy(1L << Math.min(failures, 6));
    return wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF;
  }
}
