package io.kadvisor.streams;

import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.apache.kafka.streams.Topology;

/**
 * The whole graph, in the order of the data: metrics become sweeps, sweeps are judged, and rolled
 * into windows.
 */
public final class KadvisorTopology {
  /** How often the absence of marks is looked for. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private KadvisorTopology() {}

  /**
   * Builds the graph.
   *
   * @param silence how long no mark of a cluster may be read before that is judged
   * @param homeAnswers whether the home cluster has answered lately; while not, hearing no mark
   *     means nothing
   */
  public static Topology build(
      Topics topics,
      Judging judging,
      Duration silence,
      Predicate<Instant> homeAnswers,
      StreamCounters counters) {
    Topology topology = new Topology();
    Graph graph = new Graph(topology);
    SweepTopology.addTo(
        graph,
        topics,
        new SweepTopology.Settings(
            silence, LOOK, homeAnswers, Graph.sinkOf(topics.commands()), counters));
    JudgementTopology.addTo(graph, topics, judging, counters);
    WindowTopology.addTo(graph, topics);
    return topology;
  }
}
