package io.kadvisor.core.calm;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.SplittableRandom;

/** Draws when things happen and for how long. */
final class Times {
  private static final int TRIES = 10_000;
  private final Instant start;
  private final Duration length;
  private final SplittableRandom random;

  Times(Instant start, Duration length, SplittableRandom random) {
    this.start = start;
    this.length = length;
    this.random = random;
  }

  Instant start() {
    return start;
  }

  Duration minutes(int from, int to) {
    return Duration.ofSeconds(random.nextInt(from * 60, to * 60));
  }

  Duration seconds(int from, int to) {
    return Duration.ofMillis(random.nextInt(from * 1000, to * 1000));
  }

  Instant when(Duration lasts) {
    long room = length.minus(lasts).minus(Duration.ofMinutes(40)).toMillis();
    return start.plusMillis(random.nextLong(Math.max(1, room)));
  }

  /** At least so long before and after others. */
  Instant awayFrom(Collection<Fault> others, Duration apart, Duration lasts) {
    for (int tries = 0; tries < TRIES; tries++) {
      Instant at = when(lasts);
      if (others.stream()
          .allMatch(
              other ->
                  at.plus(lasts).plus(apart).isBefore(other.start())
                      || at.isAfter(other.end().plus(apart)))) {
        return at;
      }
    }
    throw new IllegalStateException("no room for " + lasts + " so far from " + others.size());
  }
}
