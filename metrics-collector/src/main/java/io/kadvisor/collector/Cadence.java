package io.kadvisor.collector;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When sweeps begin, which are slow ones, and how long a cluster that refuses is left alone. */
final class Cadence {
  /** So far a clock may be corrected without a word; the sweeps in that time grow by a hair. */
  private static final Duration CORRECTED = Duration.ofSeconds(3);

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

  /**
   * True when the last sweep lies so far ahead of the clock that somebody must have set it back.
   */
  boolean setBack(Instant now) {
    return last.filter(before -> now.isBefore(before.minus(CORRECTED))).isPresent();
  }

  /** Forgets all times: those of another clock say nothing about this one's. */
  void startAnew() {
    last = Optional.empty();
    lastSlow = Optional.empty();
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

  /**
   * How long to wait after a sweep that was read: none when it took longer than the period, and
   * never more than a period, wherever the clock was set meanwhile.
   */
  Duration untilNext(Instant begun, Instant now) {
    Duration left = Duration.between(now, begun.plus(fast));
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(fast) < 0 ? left : fast;
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
