package io.kadvisor.core.capacity;

import io.kadvisor.core.memory.LoadMemory.Filling;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.unit.DataSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers the log directories of all brokers into volumes. */
final class Volumes {
  private final Memory memory;
  private final Policy policy;
  private final Map<String, Gathered> byKey = new TreeMap<>();

  private static final class Gathered {
    private final SortedSet<BrokerId> brokers = new TreeSet<>();
    private String name = "";
    private long total;
    private long used;
    private long own;
    private boolean declared;
    private String filling = "";
  }

  Volumes(Memory memory, Policy policy) {
    this.memory = memory;
    this.policy = policy;
  }

  /** False when nothing can be said of the broker's storage. */
  boolean add(BrokerSample broker) {
    List<LogDir> dirs = broker.logDirs().orElse(List.of());
    List<LogDir> readable = dirs.stream().filter(dir -> dir.error().isEmpty()).toList();
    Optional<DataSize> declared = policy.capacity().of(broker.broker()).storage();
    if (readable.isEmpty()) {
      return false;
    }
    if (declared.isPresent()) {
      addDeclared(broker.broker(), readable, declared.get());
      return true;
    }
    boolean told =
        readable.stream()
            .allMatch(
                dir -> dir.usable().isPresent() && dir.total().map(DataSize::bytes).orElse(0L) > 0);
    if (told) {
      readable.forEach(dir -> add(broker.broker(), dir));
    }
    return told;
  }

  private void addDeclared(BrokerId broker, List<LogDir> dirs, DataSize size) {
    Gathered volume = gathered("declared " + broker, "the declared storage");
    volume.brokers.add(broker);
    volume.total = size.bytes();
    volume.own = dirs.stream().mapToLong(dir -> dir.used().bytes()).sum();
    volume.used = volume.own;
    volume.declared = true;
  }

  private void add(BrokerId broker, LogDir dir) {
    String key = dir.volume().orElse("broker " + broker + " " + dir.path());
    Gathered volume = gathered("volume " + key, dir.path());
    volume.brokers.add(broker);
    volume.filling = dir.volume().orElse(dir.path());
    volume.total = dir.total().orElseThrow().bytes();
    volume.used = Math.max(0, volume.total - dir.usable().orElseThrow().bytes());
    volume.own += dir.used().bytes();
  }

  private Gathered gathered(String key, String name) {
    Gathered volume = byKey.computeIfAbsent(key, k -> new Gathered());
    volume.name = volume.name.isEmpty() ? name : volume.name;
    return volume;
  }

  List<Volume> all() {
    return byKey.values().stream()
        .map(v -> new Volume(v.name, v.brokers, v.total, v.used, v.own, v.declared, trend(v)))
        .toList();
  }

  /**
   * The brokers of a volume have seen it fill alike; what is remembered is the fullest of a broker,
   * which need not be this one.
   */
  private Optional<FillTrend> trend(Gathered volume) {
    Optional<Filling> filling = memory.of(volume.brokers.first()).load().filling();
    return filling
        .filter(seen -> volume.declared || seen.volume().equals(volume.filling))
        .flatMap(FillTrend::of);
  }
}
