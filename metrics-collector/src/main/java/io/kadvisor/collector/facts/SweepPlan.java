package io.kadvisor.collector.facts;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a sweep is to read.
 *
 * @param slow whether log directories and all configuration are due
 * @param remembered brokers of earlier sweeps with their last address, so that one that the
 *     metadata lost is asked, too
 * @param configuredTopics ids of topics whose configuration is known; that of others is read at
 *     once
 * @param deadline of each call
 */
public record SweepPlan(
    boolean slow, List<SeenBroker> remembered, Set<String> configuredTopics, Duration deadline) {
  public SweepPlan {
    remembered = List.copyOf(remembered);
    configuredTopics = Set.copyOf(configuredTopics);
  }
}
