package io.kadvisor.collector.sweep;

import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.SeenBroker;
import io.kadvisor.collector.facts.SeenLogDirs;
import io.kadvisor.collector.sweep.Volumes.Place;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.sample.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Puts the volumes on the log directories of all brokers. Only directories that were read in one
 * slow sweep are compared; what a fast sweep reads of single brokers keeps its volume.
 */
final class SharedSpace {
  private final Facts facts;
  private final Map<BrokerId, BrokerMemory> before;
  private final SortedMap<BrokerId, BrokerMemory> after;
  private final boolean together;

  SharedSpace(
      Facts facts, Map<BrokerId, BrokerMemory> before, SortedMap<BrokerId, BrokerMemory> after) {
    this.facts = facts;
    this.before = before;
    this.after = after;
    this.together = facts.renewed().contains(Fact.LOG_DIRS);
  }

  /** Replaces the log directories in the memory of this sweep. */
  void tell() {
    if (facts.logDirs().isEmpty()) {
      return;
    }
    List<Place> places = new ArrayList<>();
    after.forEach((broker, memory) -> places.addAll(places(broker, memory)));
    Map<Place, String> volumes = Volumes.of(places);
    after.replaceAll((broker, memory) -> told(broker, memory, places, volumes));
  }

  private List<Place> places(BrokerId broker, BrokerMemory memory) {
    String host = memory.last().map(SeenBroker::host).orElse("broker " + broker);
    boolean fresh = together && facts.logDirs().containsKey(broker);
    return memory.logDirs().map(SeenLogDirs::dirs).orElse(List.of()).stream()
        .map(dir -> new Place(broker, host, dir, volumeBefore(broker, dir), fresh))
        .toList();
  }

  /** A directory that is new in a fast sweep has nobody to share with until the next slow one. */
  private Optional<String> volumeBefore(BrokerId broker, LogDir dir) {
    Optional<LogDir> old =
        Optional.ofNullable(before.get(broker)).flatMap(BrokerMemory::logDirs).stream()
            .flatMap(dirs -> dirs.dirs().stream())
            .filter(known -> known.path().equals(dir.path()))
            .findFirst();
    return old.isPresent()
        ? old.flatMap(LogDir::volume)
        : dir.total().map(total -> broker + ":" + dir.path());
  }

  private static BrokerMemory told(
      BrokerId broker, BrokerMemory memory, List<Place> places, Map<Place, String> volumes) {
    if (memory.logDirs().isEmpty()) {
      return memory;
    }
    List<LogDir> dirs =
        places.stream()
            .filter(place -> place.broker().equals(broker))
            .map(place -> with(place.dir(), Optional.ofNullable(volumes.get(place))))
            .toList();
    return memory.with(new SeenLogDirs(dirs, memory.logDirs().get().replicas()));
  }

  private static LogDir with(LogDir dir, Optional<String> volume) {
    return new LogDir(dir.path(), dir.total(), dir.usable(), dir.used(), dir.error(), volume);
  }
}
