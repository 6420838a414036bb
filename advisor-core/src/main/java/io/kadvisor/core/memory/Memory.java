package io.kadvisor.core.memory;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.sample.SweepMark;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is remembered of a cluster between sweeps.
 *
 * @param firstSweep since when the cluster is watched
 * @param lastGap the last time of blindness, as a mark told it
 */
public record Memory(
    Optional<Instant> firstSweep,
    Optional<SweepMark.Gap> lastGap,
    SortedMap<BrokerId, BrokerMemory> brokers,
    SortedMap<GroupId, GroupMemory> groups) {
  public static final Memory EMPTY = new Memory(Optional.empty(), Optional.empty(), new TreeMap<>(), new TreeMap<>());

  public Memory {
    brokers = Collections.unmodifiableSortedMap(new TreeMap<>(brokers));
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
  }

  public BrokerMemory of(BrokerId broker) {
    return brokers.getOrDefault(broker, BrokerMemory.NEW);
  }

  public GroupMemory of(GroupId group) {
    return groups.getOrDefault(group, GroupMemory.NEW);
  }

  /** A memory with these brokers and groups in place of the old ones. */
  public Memory with(Map<BrokerId, BrokerMemory> newBrokers, Map<GroupId, GroupMemory> newGroups) {
    return new Memory(firstSweep, lastGap, new TreeMap<>(newBrokers), new TreeMap<>(newGroups));
  }
}
