package io.kadvisor.core.memory;

import java.time.Duration;
import java.util.Objects;

/**
 * How long things are remembered, as the policy in force has it (scaled).
 *
 * @param history the longest time over which a rule looks back at a group
 * @param shortestGap a blind time shorter than this is none: a broker's death alone holds reading
 *     and writing up for a session and an election
 * @param departed after this time a broker that is fenced and holds no replica is gone for good;
 *     one that is not even registered is so at once
 * @param load over which the load of a broker is averaged; zero: no load is remembered
 * @param filling how far back the filling of a volume is looked at
 * @param habits how long what brokers usually do is remembered
 */
public record MemorySpans(
    Duration history,
    Duration shortestGap,
    Duration departed,
    Duration load,
    Duration filling,
    Habits habits) {
  /**
   * How long what brokers usually do is remembered.
   *
   * @param settle for this time after a broker's return its replicas come and go without meaning
   * @param changes how far back changes of the ISR and of the quorum are counted
   * @param pace time between two steps of what a broker's usual speed is learnt from
   */
  public record Habits(Duration settle, Duration changes, Duration pace) {
    public static final Habits DEFAULT =
        new Habits(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofMinutes(5));
  }

  /** Spans of a memory that keeps no load. */
  public MemorySpans(Duration history, Duration shortestGap, Duration departed) {
    this(history, shortestGap, departed, Duration.ZERO, Duration.ZERO, Habits.DEFAULT);
  }

  public MemorySpans {
    Objects.requireNonNull(habits, "habits");
    Objects.requireNonNull(load, "load");
    Objects.requireNonNull(filling, "filling");
    Objects.requireNonNull(history, "history");
    Objects.requireNonNull(shortestGap, "shortestGap");
    Objects.requireNonNull(departed, "departed");
  }
}
