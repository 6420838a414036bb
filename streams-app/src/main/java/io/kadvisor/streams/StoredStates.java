package io.kadvisor.streams;

import io.kadvisor.core.judgement.ClusterState;
import io.kadvisor.core.memory.GroupMemory;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Keys;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The states of a task's clusters: whole in memory, in parts in the stores, of which only changed
 * ones are written.
 */
final class StoredStates {
  private static final StringSerializer PREFIX = new StringSerializer();

  private final KeyValueStore<Key, ClusterPart> clusters;
  private final KeyValueStore<Key, GroupMemory> groups;
  private final KeyValueStore<Key, Finding> findings;
  private final KeyValueStore<Key, Advisory> advisories;
  private final Map<ClusterId, ClusterState> states = new HashMap<>();

  StoredStates(ProcessorContext<?, ?> context) {
    clusters = context.getStateStore(Stores.CLUSTER);
    groups = context.getStateStore(Stores.GROUP);
    findings = context.getStateStore(Stores.FINDING);
    advisories = context.getStateStore(Stores.ADVISORY);
  }

  ClusterState of(ClusterId cluster) {
    return states.computeIfAbsent(cluster, this::load);
  }

  /** Writes what differs from the state before, and forgets what is gone. */
  void replace(ClusterId cluster, ClusterState next) {
    ClusterState before = of(cluster);
    putIfChanged(Key.of(cluster, ClusterPart.Position.NAME), position(before), position(next));
    putIfChanged(Key.of(cluster, ClusterPart.History.NAME), history(before), history(next));
    write(groups, before.memory().groups(), next.memory().groups(), group -> keyOf(cluster, group));
    write(findings, before.findings(), next.findings(), finding -> Keys.of(cluster, finding));
    write(
        advisories, before.advisories(), next.advisories(), advisory -> Keys.of(cluster, advisory));
    states.put(cluster, next);
  }

  private void putIfChanged(Key key, ClusterPart before, ClusterPart next) {
    if (!before.equals(next)) {
      clusters.put(key, next);
    }
  }

  private static <I, V> void write(
      KeyValueStore<Key, V> store,
      SortedMap<I, V> before,
      SortedMap<I, V> next,
      Function<I, Key> key) {
    next.forEach(
        (id, value) -> {
          if (!Objects.equals(before.get(id), value)) {
            store.put(key.apply(id), value);
          }
        });
    before.keySet().stream()
        .filter(id -> !next.containsKey(id))
        .forEach(id -> store.delete(key.apply(id)));
  }

  private ClusterState load(ClusterId cluster) {
    Optional<ClusterPart.Position> position =
        Optional.ofNullable(
            (ClusterPart.Position) clusters.get(Key.of(cluster, ClusterPart.Position.NAME)));
    if (position.isEmpty()) {
      return ClusterState.EMPTY;
    }
    ClusterPart.History history =
        (ClusterPart.History) clusters.get(Key.of(cluster, ClusterPart.History.NAME));
    return new ClusterState(
        position.get().last(),
        new Memory(
            position.get().firstSweep(),
            position.get().lastGap(),
            position.get().brokers(),
            groups(cluster),
            position.get().quorum()),
        findings(cluster),
        advisories(cluster),
        history == null ? new TreeMap<>() : history.occurrences(),
        history == null ? new TreeSet<>() : history.obeyed());
  }

  private SortedMap<GroupId, GroupMemory> groups(ClusterId cluster) {
    SortedMap<GroupId, GroupMemory> found = new TreeMap<>();
    each(groups, cluster, (key, memory) -> found.put(new GroupId(key.parts().get(0)), memory));
    return found;
  }

  private SortedMap<FindingId, Finding> findings(ClusterId cluster) {
    SortedMap<FindingId, Finding> found = new TreeMap<>();
    each(findings, cluster, (key, finding) -> found.put(finding.id(), finding));
    return found;
  }

  private SortedMap<AdvisoryId, Advisory> advisories(ClusterId cluster) {
    SortedMap<AdvisoryId, Advisory> found = new TreeMap<>();
    each(advisories, cluster, (key, advisory) -> found.put(advisory.id(), advisory));
    return found;
  }

  /** Every entry of a cluster: its keys begin with the cluster and the separator. */
  static <V> void each(
      KeyValueStore<Key, V> store, ClusterId cluster, BiConsumer<Key, V> consumer) {
    try (KeyValueIterator<Key, V> entries =
        store.prefixScan(Key.of(cluster, "").toString(), PREFIX)) {
      entries.forEachRemaining(entry -> consumer.accept(entry.key, entry.value));
    }
  }

  private static Key keyOf(ClusterId cluster, GroupId group) {
    return Key.of(cluster, group.value());
  }

  private static ClusterPart.Position position(ClusterState state) {
    Memory memory = state.memory();
    return new ClusterPart.Position(
        state.last(), memory.firstSweep(), memory.lastGap(), memory.brokers(), memory.quorum());
  }

  private static ClusterPart.History history(ClusterState state) {
    return new ClusterPart.History(state.occurrences(), state.obeyed());
  }
}
