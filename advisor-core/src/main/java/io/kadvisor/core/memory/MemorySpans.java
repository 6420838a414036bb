package io.kadvisor.core.memory;

import java.time.Duration;
import java.util.Objects;

/**
 * How long things are remembered, as the policy in force has it (scaled).
 *
 * @param history the longest time over which a rule looks back at a group
 * @param shortestGap a blind time shorter than this is none: a broker's death alone holds reading
 *     and writing up for a session and an election
 * @param departed after this time a broker that is away and holds no replica is gone for good
 */
public record MemorySpans(Duration history, Duration shortestGap, Duration departed) {
  public MemorySpans {
    Objects.requireNonNull(history, "history");
    Objects.requireNonNull(shortestGap, "shortestGap");
    Objects.requireNonNull(departed, "departed");
  }
}
