package io.kadvisor.cli.plan;

import java.time.Duration;

/** How long something may take, and when whoever waits wants to hear of it again. */
final class Patience {
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final long end;
  private long heard = System.nanoTime();

  Patience(Duration most) {
    end = heard + most.toNanos();
  }

  boolean isOver() {
    return System.nanoTime() - end > 0;
  }

  /** True when nothing was heard for some seconds; now it is. */
  boolean isLong() {
    long now = System.nanoTime();
    boolean isLong = now - heard > SILENCE.toNanos();
    heard = isLong ? now : heard;
    return isLong;
  }
}
