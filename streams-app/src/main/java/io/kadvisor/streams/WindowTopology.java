package io.kadvisor.streams;

import io.kadvisor.core.window.WindowRoller;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topics;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Sweeps, rolled into windows of brokers, topics and groups. */
final class WindowTopology {
  static final String ROLL = "roll-windows";

  private WindowTopology() {}

  static void addTo(Graph graph, Topics topics, WindowWatch watch) {
    graph.processor(ROLL, new Rolling(topics, watch), SweepTopology.ASSEMBLE);
    graph.sink(topics.brokerWindows(), ROLL);
    graph.sink(topics.topicWindows(), ROLL);
    graph.sink(topics.groupWindows(), ROLL);
  }

  private record Rolling(Topics topics, WindowWatch watch)
      implements ProcessorSupplier<Key, Judgeable.Swept, Key, Object> {
    @Override
    public Processor<Key, Judgeable.Swept, Key, Object> get() {
      return new WindowProcessor(topics, WindowRoller.standard(), watch);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(Stores.windows());
    }
  }
}
