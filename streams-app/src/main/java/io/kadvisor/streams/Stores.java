package io.kadvisor.streams;

import io.kadvisor.core.memory.GroupMemory;
import io.kadvisor.core.window.WindowPart;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.wire.JsonSerde;
import io.kadvisor.wire.Key;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Every state store, each once. All are RocksDB with a changelog, keyed by cluster first; a changed
 * meaning is a new version in the name. Caching is off: with a commit every 200 ms it would save
 * nothing.
 */
final class Stores {
  static final String SWEEP_LAST = "sweep-last-v1";
  static final String CLUSTER = "judge-cluster-v1";
  static final String GROUP = "judge-group-v1";
  static final String FINDING = "judge-finding-v1";
  static final String ADVISORY = "judge-advisory-v1";
  static final String COMMAND = "judge-command-v1";
  static final String POLICY = "judge-policy-v1";
  static final String WINDOW = "window-v1";

  private Stores() {}

  /** The last sweep that was handed on, by cluster: the fence. */
  static StoreBuilder<KeyValueStore<Key, SweepId>> sweepLast() {
    return json(SWEEP_LAST, SweepId.class);
  }

  /** Brokers' memory and the history of a cluster. */
  static StoreBuilder<KeyValueStore<Key, ClusterPart>> clusters() {
    return json(CLUSTER, ClusterPart.class);
  }

  static StoreBuilder<KeyValueStore<Key, GroupMemory>> groups() {
    return json(GROUP, GroupMemory.class);
  }

  static StoreBuilder<KeyValueStore<Key, Finding>> findings() {
    return json(FINDING, Finding.class);
  }

  static StoreBuilder<KeyValueStore<Key, Advisory>> advisories() {
    return json(ADVISORY, Advisory.class);
  }

  /** Commands that wait for the first sweep at or after their time. */
  static StoreBuilder<KeyValueStore<Key, Command>> commands() {
    return json(COMMAND, Command.class);
  }

  static StoreBuilder<KeyValueStore<Key, Policy>> policies() {
    return json(POLICY, Policy.class);
  }

  /** Each subject's open windows as its last turn left them, and what the sweeps since observed. */
  static StoreBuilder<KeyValueStore<Key, WindowPart>> windows() {
    return store(WINDOW, windowParts());
  }

  static Serde<WindowPart> windowParts() {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : value.toBytes(),
        (topic, bytes) -> bytes == null ? null : WindowPart.fromBytes(bytes));
  }

  private static <V> StoreBuilder<KeyValueStore<Key, V>> json(String name, Class<V> type) {
    return store(name, JsonSerde.unlimited(type));
  }

  private static <V> StoreBuilder<KeyValueStore<Key, V>> store(String name, Serde<V> values) {
    return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
            org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name),
            Key.serde(),
            values)
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }
}
