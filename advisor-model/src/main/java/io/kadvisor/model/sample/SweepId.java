package io.kadvisor.model.sample;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * A sweep's place in a cluster's time: the epoch of the collector's lease, then the sweep's own
 * time. Whatever is not greater than the last one judged is dropped.
 */
public record SweepId(long epoch, Instant sweepAt) implements Comparable<SweepId> {
  private static final Comparator<SweepId> ORDER =
      Comparator.comparingLong(SweepId::epoch).thenComparing(SweepId::sweepAt);

  public SweepId {
    Objects.requireNonNull(sweepAt, "sweepAt");
  }

  @Override
  public int compareTo(SweepId other) {
    return ORDER.compare(this, other);
  }
}
