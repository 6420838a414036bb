package io.kadvisor.localcluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A moment by which something has to be true, on the monotonic clock. */
public final class Deadline {
  private static final long POLL_MILLISECONDS = 50;

  private final long endNanoseconds;

  private Deadline(long endNanoseconds) {
    this.endNanoseconds = endNanoseconds;
  }

  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  public Duration left() {
    return Duration.ofNanos(Math.max(0, endNanoseconds - System.nanoTime()));
  }

  public boolean isOver() {
    return left().isZero();
  }

  /**
   * Looks until the condition holds (true) or the time is up or this thread is interrupted (false).
   */
  public boolean await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (isOver() || !rest(Duration.ofMillis(POLL_MILLISECONDS))) {
        return false;
      }
    }
    return true;
  }

  /** Lets the time pass; false if the thread was interrupted meanwhile. */
  public static boolean rest(Duration time) {
    try {
      Thread.sleep(time.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
