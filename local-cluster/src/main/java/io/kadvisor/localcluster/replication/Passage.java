package io.kadvisor.localcluster.replication;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How what passes between a leader and a follower is held up.
 *
 * @param isOpen whether connections stand; if not, they are closed and new ones are refused
 * @param delay by which each of the follower's requests comes later
 * @param bytesPerSecond most bytes of the leader's answers; absent where nothing limits them
 */
public record Passage(boolean isOpen, Duration delay, OptionalLong bytesPerSecond) {
  private static final Passage FREE = new Passage(true, Duration.ZERO, OptionalLong.empty());

  public Passage {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay is not negative, as " + delay + " is");
    }
    if (bytesPerSecond.isPresent() && bytesPerSecond.getAsLong() < 1) {
      throw new IllegalArgumentException("a limit is at least one byte a second");
    }
  }

  /** As if there were no proxy. */
  public static Passage free() {
    return FREE;
  }

  public static Passage delayed(Duration delay) {
    return new Passage(true, delay, OptionalLong.empty());
  }

  public static Passage limited(long bytesPerSecond) {
    return new Passage(true, Duration.ZERO, OptionalLong.of(bytesPerSecond));
  }

  /** Nothing passes. */
  public static Passage dropped() {
    return new Passage(false, Duration.ZERO, OptionalLong.empty());
  }
}
