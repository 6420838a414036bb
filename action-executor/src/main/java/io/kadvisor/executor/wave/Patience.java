package io.kadvisor.executor.wave;

import java.time.Duration;

/** A time that begins now, on the monotonic clock. */
final class Patience {
  private final long end;

  Patience(Duration time) {
    end = System.nanoTime() + time.toNanos();
  }

  boolean isOver() {
    return System.nanoTime() - end > 0;
  }
}
