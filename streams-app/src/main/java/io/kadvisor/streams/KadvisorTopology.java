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
  /**
   * Looks for the absence of marks in the time that it takes to be one. Each look is a transaction
   * of its own, and a broker that hangs in the middle of one holds up all later ones.
   */
  private static final int LOOKS = 5;

  private static final Duration SHORTEST_LOOK = Duration.ofSeconds(1);

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
    return build(topics, judging, WindowWatch.NONE, silence, homeAnswers, counters);
  }

  /**
   * Builds the graph.
   *
   * @param watch is shown the windows as they grow
   */
  public static Topology build(
      Topics topics,
      Judging judging,
      WindowWatch watch,
      Duration silence,
      Predicate<Instant> homeAnswers,
      StreamCounters counters) {
    Topology topology = new Topology();
    Graph graph = new Graph(topology);
    SweepTopology.addTo(
        graph,
        topics,
        new SweepTopology.Settings(
            silence, look(silence), homeAnswers, Graph.sinkOf(topics.commands()), counters));
    JudgementTopology.addTo(graph, topics, judging, counters);
    WindowTopology.addTo(graph, topics, watch);
    return topology;
  }

  private static Duration look(Duration silence) {
    Duration look = silence.dividedBy(LOOKS);
    return look.compareTo(SHORTEST_LOOK) > 0 ? look : SHORTEST_LOOK;
  }
}
