package io.kadvisor.streams.running;

import io.kadvisor.streams.StreamCounters.Count;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How the streams app is.
 *
 * @param since when it came into this state
 * @param homeAnswers whether the home cluster has answered within the last seconds
 * @param lag records on the input topics that are not read yet; absent when not known
 */
public record StreamsHealth(
    State state, Instant since, boolean homeAnswers, OptionalLong lag, Map<Count, Long> counts) {
  /** The states that differ for whoever waits. */
  public enum State {
    /** Not started, or has not joined yet. */
    STARTING,
    RUNNING,
    /** Partitions move between instances: passes by itself. */
    REBALANCING,
    /** State comes back from its changelogs: passes by itself. */
    RESTORING,
    STOPPED,
    /** Does not pass by itself. */
    FAILED
  }

  public StreamsHealth {
    counts = Map.copyOf(counts);
  }
}
