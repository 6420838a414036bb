package io.kadvisor.core.plan;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which replica may go where: to a broker that lives, has room and holds none yet, so that the
 * partition is in as many racks as before; and only of partitions that are whole and not under way
 * anyhow.
 */
final class AllowedMoves {
  /** What may be used of a volume: Cruise Control's {@code disk.capacity.threshold}. */
  private static final double FULL = 0.8;

  private final Set<BrokerId> able;
  private final RackSpread racks;
  private final Resource resource;
  private final Sweep sweep;
  private final Map<BrokerId, Long> taken = new HashMap<>();

  AllowedMoves(Sweep sweep, Set<BrokerId> able, Resource resource) {
    this.sweep = sweep;
    this.able = new TreeSet<>(able);
    this.racks = RackSpread.of(sweep.brokers().values());
    this.resource = resource;
  }

  boolean able(BrokerId broker) {
    return able.contains(broker);
  }

  /** Led, all in sync, not being reassigned. */
  boolean touchable(TopicSample topic, int partition) {
    return topic.leader().get(partition) >= 0
        && topic.isr().get(partition).size() == topic.replicas().get(partition).size()
        && topic.reassigning().stream()
            .flatMap(List::stream)
            .noneMatch(moved -> moved.partition() == partition);
  }

  /** The broker holds a replica in sync that could be the first. */
  boolean lead(TopicSample topic, int partition, BrokerId to) {
    return topic.isr().get(partition).contains(to.value());
  }

  boolean move(TopicSample topic, int partition, BrokerId from, BrokerId to) {
    IntColumn replicas = topic.replicas().get(partition);
    return !replicas.contains(to.value())
        && keepsRacks(replicas, from, to)
        && hasRoom(
            to, PartitionTraffic.bytesOn(topic, partition, topic.leader().get(partition)).orElse(0))
        && !(resource == Resource.DISK && shareAVolume(from, to));
  }

  private boolean keepsRacks(IntColumn replicas, BrokerId from, BrokerId to) {
    List<Integer> before = replicas.stream().boxed().toList();
    List<Integer> after = new ArrayList<>(before);
    after.set(before.indexOf(from.value()), to.value());
    return racks.racksOf(after).size() >= racks.racksOf(before).size();
  }

  void took(BrokerId broker, long bytes) {
    taken.merge(broker, bytes, Long::sum);
  }

  /** Where volumes are not known, nobody can say that there is none. */
  private boolean hasRoom(BrokerId broker, long bytes) {
    long more = bytes + taken.getOrDefault(broker, 0L);
    List<LogDir> dirs = dirs(broker);
    boolean known =
        !dirs.isEmpty()
            && dirs.stream().allMatch(d -> d.total().isPresent() && d.usable().isPresent());
    return !known
        || dirs.stream()
            .anyMatch(
                dir ->
                    dir.usable().orElseThrow().bytes() - more
                        >= (1 - FULL) * dir.total().orElseThrow().bytes());
  }

  private boolean shareAVolume(BrokerId one, BrokerId other) {
    List<Optional<String>> volumes = dirs(one).stream().map(LogDir::volume).toList();
    return dirs(other).stream()
        .map(LogDir::volume)
        .anyMatch(volume -> volume.isPresent() && volumes.contains(volume));
  }

  private List<LogDir> dirs(BrokerId broker) {
    return Optional.ofNullable(sweep.brokers().get(broker)).stream()
        .map(BrokerSample::logDirs)
        .flatMap(Optional::stream)
        .flatMap(List::stream)
        .toList();
  }
}
