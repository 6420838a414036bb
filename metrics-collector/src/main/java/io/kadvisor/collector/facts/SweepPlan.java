package io.kadvisor.collector.facts;

import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a sweep is to read.
 *
 * @param slow whether log directories and all configuration are due
 * @param remembered brokers of earlier sweeps with their last address, so that one that the
 *     metadata lost is asked, too
 * @param configuredTopics ids of topics whose configuration is known and at rest; that of others is
 *     read at once
 * @param watchedBrokers whose configuration is read at once, since a throttle is or was in force
 * @param deadline of each call
 */
public record SweepPlan(
    boolean slow,
    List<SeenBroker> remembered,
    Set<String> configuredTopics,
    Set<BrokerId> watchedBrokers,
    Duration deadline) {
  public SweepPlan {
    remembered = List.copyOf(remembered);
    configuredTopics = Set.copyOf(configuredTopics);
    watchedBrokers = Set.copyOf(watchedBrokers);
  }
}
