package io.kadvisor.core.plan;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.sample.TopicSample.Reassigning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which replica may go where: to a broker that lives, has room and holds none yet, so that the
 * partition is in as many racks as before; and only of partitions that are whole and not under way
 * anyhow.
 */
final class AllowedMoves {
  /** What may be used of a volume: Cruise Control's {@code disk.capacity.threshold}. */
  private static final double FULL = 0.8;

  private final RackSpread racks;
  private final Resource resource;

  /** Bytes that each able broker may still take; the largest number where nobody knows. */
  private final Map<Integer, Long> room = new HashMap<>();

  private final Map<Integer, List<String>> volumes = new HashMap<>();

  AllowedMoves(Sweep sweep, Set<BrokerId> able, Resource resource) {
    this.racks = RackSpread.of(sweep.brokers().values());
    this.resource = resource;
    for (BrokerSample broker : sweep.brokers().values()) {
      List<LogDir> dirs = broker.logDirs().orElse(List.of());
      int id = broker.broker().value();
      volumes.put(id, dirs.stream().map(LogDir::volume).flatMap(Optional::stream).toList());
      if (able.contains(broker.broker())) {
        room.put(id, roomIn(dirs));
      }
    }
  }

  /** A replica goes into one directory: that with most room. */
  private static long roomIn(List<LogDir> dirs) {
    return dirs.stream().mapToLong(AllowedMoves::roomIn).max().orElse(Long.MAX_VALUE);
  }

  private static long roomIn(LogDir dir) {
    if (dir.total().isEmpty() || dir.usable().isEmpty()) {
      return Long.MAX_VALUE;
    }
    return (long) (dir.usable().get().bytes() - (1 - FULL) * dir.total().get().bytes());
  }

  /** Led, all in sync, not being reassigned. */
  boolean touchable(TopicSample topic, int partition) {
    if (topic.leader().get(partition) < 0
        || topic.isr().get(partition).size() != topic.replicas().get(partition).size()) {
      return false;
    }
    for (Reassigning moved : topic.reassigning().orElse(List.of())) {
      if (moved.partition() == partition) {
        return false;
      }
    }
    return true;
  }

  /** The broker holds a replica in sync that could be the first. */
  boolean lead(TopicSample topic, int partition, int to) {
    return room.containsKey(to) && topic.isr().get(partition).contains(to);
  }

  boolean move(TopicSample topic, int partition, int from, int to, long bytes) {
    IntColumn replicas = topic.replicas().get(partition);
    return room.getOrDefault(to, -1L) >= bytes
        && !replicas.contains(to)
        && racks.keeps(replicas, from, to)
        && !(resource == Resource.DISK && shareAVolume(from, to));
  }

  void took(int broker, long bytes) {
    room.computeIfPresent(
        broker, (id, left) -> left == Long.MAX_VALUE ? left : Long.valueOf(left - bytes));
  }

  /** Moving between them would free nothing. */
  private boolean shareAVolume(int one, int other) {
    return volumes.get(other).stream().anyMatch(volumes.get(one)::contains);
  }
}
