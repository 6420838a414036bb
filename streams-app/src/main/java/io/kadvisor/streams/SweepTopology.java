package io.kadvisor.streams;

import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** The metrics topics, put together again into sweeps. */
final class SweepTopology {
  static final String ASSEMBLE = "assemble-sweeps";

  /** Nodes that each sweep is handed to. */
  static final List<String> READERS_OF_SWEEPS =
      List.of(JudgementTopology.JUDGE, WindowTopology.ROLL);

  /**
   * What the assembler is told.
   *
   * @param silence how long no mark may be read before that is told
   * @param look how often it is looked for
   * @param homeAnswers whether the home cluster has answered lately, so that hearing nothing means
   *     something
   * @param silenceSink node that writes {@code commands}
   */
  record Settings(
      Duration silence,
      Duration look,
      Predicate<Instant> homeAnswers,
      String silenceSink,
      StreamCounters counters) {}

  private SweepTopology() {}

  static void addTo(Graph graph, Topics topics, Settings settings) {
    graph.source("read-metrics-broker", topics.brokerSamples(), SweepPart.Sampled::new);
    graph.source("read-metrics-partition", topics.topicSamples(), SweepPart.Sampled::new);
    graph.source("read-metrics-lag", topics.groupSamples(), SweepPart.Sampled::new);
    graph.source("read-metrics-cluster", topics.clusterRecords(), SweepPart::of);
    graph.processor(
        ASSEMBLE,
        new Assembly(settings),
        "read-metrics-broker",
        "read-metrics-partition",
        "read-metrics-lag",
        "read-metrics-cluster");
    graph.sink(topics.commands(), ASSEMBLE);
  }

  private record Assembly(Settings settings)
      implements ProcessorSupplier<Key, SweepPart, Key, Object> {
    @Override
    public Processor<Key, SweepPart, Key, Object> get() {
      return new SweepAssembler(settings);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(Stores.sweepLast());
    }
  }
}
