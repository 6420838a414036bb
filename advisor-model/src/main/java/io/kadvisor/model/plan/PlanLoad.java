package io.kadvisor.model.plan;

import java.time.Instant;
import java.util.Objects;

/**
 * What a plan takes the traffic and the CPU of partitions from. Sizes, replicas and leaders are
 * always those of the sweep that it starts from.
 *
 * @param start of the span whose mean it is
 * @param end of that span
 * @param sweeps how many it holds
 * @param recordsIn records a second that are written to the topics which the plan is about
 * @param peaks true where topics rise above their mean at the 95th percentile, and how far, is
 *     known
 * @param why it is this span, in a sentence
 */
public record PlanLoad(
    Source source,
    Instant start,
    Instant end,
    int sweeps,
    double recordsIn,
    boolean peaks,
    String why) {
  /** Where it was read. */
  public enum Source {
    /** Windows to which nothing is added any more. */
    CLOSED_WINDOWS,
    /** Windows that still grew. */
    OPEN_WINDOWS,
    /** What changed between the last two sweeps. */
    LAST_SWEEP
  }

  public PlanLoad {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(why, "why");
  }
}
