package io.kadvisor.cli.plan;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A time for the search that begins now, and whether the search has been ended by it. */
final class TimeLimit implements BooleanSupplier {
  private final long end;
  private boolean used;

  TimeLimit(Duration time) {
    end = System.nanoTime() + time.toNanos();
  }

  @Override
  public boolean getAsBoolean() {
    used |= System.nanoTime() - end > 0;
    return used;
  }

  /** True when the search was told to stop. */
  boolean isUsed() {
    return used;
  }
}
