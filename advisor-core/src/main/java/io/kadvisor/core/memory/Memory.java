package io.kadvisor.core.memory;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.sample.SweepMark;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All that is remembered of a cluster between sweeps.
 *
 * @param firstSweep since when the cluster is watched
 * @param lastGap the last time of blindness that was long enough to count, as a mark told it; while
 *     the cluster cannot be read it grows with each sweep
 * @param quorum of the controllers; absent while none was seen, and with ZooKeeper
 */
public record Memory(
    Optional<Instant> firstSweep,
    Optional<SweepMark.Gap> lastGap,
    SortedMap<BrokerId, BrokerMemory> brokers,
    SortedMap<GroupId, GroupMemory> groups,
    Optional<QuorumMemory> quorum) {
  public static final Memory EMPTY =
      new Memory(Optional.empty(), Optional.empty(), new TreeMap<>(), new TreeMap<>());

  /** A memory of a cluster whose quorum was not seen. */
  public Memory(
      Optional<Instant> firstSweep,
      Optional<SweepMark.Gap> lastGap,
      SortedMap<BrokerId, BrokerMemory> brokers,
      SortedMap<GroupId, GroupMemory> groups) {
    this(firstSweep, lastGap, brokers, groups, Optional.empty());
  }

  public Memory {
    quorum = quorum == null ? Optional.empty() : quorum;
    brokers = Collections.unmodifiableSortedMap(new TreeMap<>(brokers));
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
  }

  public BrokerMemory of(BrokerId broker) {
    return brokers.getOrDefault(broker, BrokerMemory.NEW);
  }

  public GroupMemory of(GroupId group) {
    return groups.getOrDefault(group, GroupMemory.NEW);
  }

  /** Those of the brokers that are away, silent or back for less than the settle time. */
  public Set<BrokerId> troubled(Collection<BrokerId> ids, Instant at, Duration settle) {
    return those(ids, broker -> broker.troubled(at, settle));
  }

  /** Those of the brokers that have a reason to lack replicas: away, silent, or catching up. */
  public Set<BrokerId> excused(Collection<BrokerId> ids, Instant at, Duration settle) {
    return those(ids, broker -> broker.excusesReplicas(at, settle));
  }

  private Set<BrokerId> those(Collection<BrokerId> ids, Predicate<BrokerMemory> condition) {
    return ids.stream()
        .filter(id -> condition.test(of(id)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A memory with these brokers and groups in place of the old ones. */
  public Memory with(Map<BrokerId, BrokerMemory> newBrokers, Map<GroupId, GroupMemory> newGroups) {
    return new Memory(
        firstSweep, lastGap, new TreeMap<>(newBrokers), new TreeMap<>(newGroups), quorum);
  }
}
