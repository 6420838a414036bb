package io.kadvisor.api.read;

import io.kadvisor.model.sample.SweepMark;
import java.time.Duration;
import java.time.Instant;

/**
 * The newest mark of a cluster.
 *
 * @param readAt when it was read, by this process's clock
 * @param interval between the last two sweeps of one collector; 5 s until two have been seen
 */
public record LastSweep(SweepMark mark, Instant readAt, Duration interval) {
  private static final int MISSED = 3;
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /**
   * Without a sweep that long, what is shown is not current: three sweeps, at least ten seconds.
   */
  public Duration patience() {
    Duration sweeps = interval.multipliedBy(MISSED);
    return sweeps.compareTo(SHORTEST) > 0 ? sweeps : SHORTEST;
  }

  /** Whether none has come for too long. */
  public boolean silentAt(Instant now) {
    return Duration.between(readAt, now).compareTo(patience()) > 0;
  }

  boolean isLongBefore(SweepMark following) {
    return Duration.between(mark.sweepAt(), following.sweepAt()).compareTo(patience()) > 0;
  }

  static LastSweep first(SweepMark mark, Instant readAt) {
    return new LastSweep(mark, readAt, USUAL);
  }

  /**
   * A gap is no rhythm: only steps between two sweeps of an epoch count, and none above a minute.
   */
  LastSweep next(SweepMark following, Instant at) {
    Duration step = Duration.between(mark.sweepAt(), following.sweepAt());
    boolean rhythm =
        following.epoch() == mark.epoch()
            && following.gap().isEmpty()
            && step.compareTo(LONGEST) < 0
            && step.compareTo(Duration.ZERO) > 0;
    return new LastSweep(following, at, rhythm ? step : interval);
  }
}
