package io.kadvisor.streams;

import io.kadvisor.wire.ClusterPartitioner;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topic;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** A topology under construction, its sources and sinks typed by the topic catalogue. */
final class Graph {
  private static final StreamPartitioner<Key, Object> BY_CLUSTER =
      (topic, key, value, partitions) ->
          Optional.of(Set.of(ClusterPartitioner.partitionOf(key.cluster(), partitions)));

  private final Topology topology;

  Graph(Topology topology) {
    this.topology = topology;
  }

  /** A source whose values are handed on in the form that its processor takes. */
  <V, P> void source(String node, Topic<V> topic, Function<V, P> form) {
    Deserializer<V> values = topic.valueSerde().deserializer();
    Deserializer<P> formed =
        (name, bytes) -> {
          V value = values.deserialize(name, bytes);
          return value == null ? null : form.apply(value);
        };
    topology.addSource(node, Key.serde().deserializer(), formed, topic.name());
  }

  <K, V, K2, V2> void processor(
      String node, ProcessorSupplier<K, V, K2, V2> supplier, String... parents) {
    topology.addProcessor(node, supplier, parents);
  }

  /**
   * A store of several processors. All in one call: through {@code ProcessorSupplier.stores()} of
   * each, Kafka 4.3.1 forgets the first when it meets the second, and leaves them in tasks of their
   * own.
   */
  void sharedStore(StoreBuilder<?> store, String... processors) {
    topology.addStateStore(store, processors);
  }

  /** A sink that sends each record to its cluster's partition. */
  void sink(Topic<?> topic, String... parents) {
    topology.addSink(
        sinkOf(topic),
        topic.name(),
        Key.serde().serializer(),
        topic.valueSerde().serializer(),
        BY_CLUSTER,
        parents);
  }

  /** The node that writes a topic. */
  static String sinkOf(Topic<?> topic) {
    return "write-" + topic.shortName().replace('.', '-');
  }
}
