package io.kadvisor.core.memory;

import java.time.Duration;
import java.util.Optional;

/**
 * Means of a broker's work over the remembered time.
 *
 * @param cores CPU seconds a second
 * @param in bytes a second
 * @param out bytes a second
 */
public record MeanLoad(
    Duration over, Optional<Double> cores, Optional<Double> in, Optional<Double> out) {
  /** So much of the window is enough: sweeps come when they come. */
  private static final double MOST = 0.8;

  /** Absent when less than the window is remembered, or nothing is read now. */
  public static Optional<MeanLoad> of(LoadMemory memory, Optional<Counters> now, Duration window) {
    LoadMemory.Work work = memory.work();
    if (now.isEmpty() || work.at().size() == 0) {
      return Optional.empty();
    }
    Counters end = now.get();
    Duration over = Duration.ofMillis(end.at().toEpochMilli() - work.at().get(0));
    return over.toMillis() < MOST * window.toMillis() || over.isZero()
        ? Optional.empty()
        : Optional.of(
            new MeanLoad(
                over,
                end.rate(end.cpu(), work.cpu(), work, 0).map(millis -> millis / 1000),
                end.rate(end.in(), work.in(), work, 0),
                end.rate(end.out(), work.out(), work, 0)));
  }
}
