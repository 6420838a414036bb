package io.kadvisor.benchmarks;

import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.PlanRequest;
import io.kadvisor.core.planner.Planner;
import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;
import io.kadvisor.core.planner.score.Score;
import io.kadvisor.core.planner.score.Scorer;
import io.kadvisor.core.planner.search.Limits;
import io.kadvisor.core.planner.search.Search;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the search asks and does again and again, 1,000 replicas drawn by chance at a time, and all
 * of it together; on a cluster that grew, of 1,000 replicas a broker.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlannerBenchmark {
  private static final int DRAWN = 1000;
  private static final int REPLICAS_OF_BROKER = 1000;
  private static final int RACKS = 10;
  private static final double TOLERANCE = 0.1;

  @Param("20000")
  int replicas;

  private final int[] drawn = new int[DRAWN];
  private final int[] targets = new int[DRAWN];
  private final double[] load = new double[Measure.COUNT];
  private ClusterModel model;
  private Placement placement;
  private Racks racks;

  /** The cluster, and replicas with brokers that they might go to. */
  @Setup(Level.Trial)
  public void generate() {
    int brokers = Math.max(RACKS, replicas / REPLICAS_OF_BROKER);
    model = new GeneratedCluster(brokers, RACKS, replicas, 1).model();
    placement = new Placement(model);
    racks = new Racks(model);
    var chance = new SplittableRandom(1);
    for (int at = 0; at < DRAWN; at++) {
      drawn[at] = chance.nextInt(model.replicaCount());
      targets[at] = chance.nextInt(brokers);
    }
  }

  /** What one replica adds to its broker. */
  @Benchmark
  @OperationsPerInvocation(DRAWN)
  public double load() {
    double sum = 0;
    for (int replica : drawn) {
      placement.loadOf(replica, load);
      sum += load[0];
    }
    return sum;
  }

  /** Whether the rule of racks allows one move. */
  @Benchmark
  @OperationsPerInvocation(DRAWN)
  public int racks() {
    int allowed = 0;
    for (int at = 0; at < DRAWN; at++) {
      allowed += racks.allow(placement, drawn[at], targets[at]) ? 1 : 0;
    }
    return allowed;
  }

  /** One replica to another broker and back. */
  @Benchmark
  @OperationsPerInvocation(DRAWN)
  public double move() {
    for (int at = 0; at < DRAWN; at++) {
      int home = placement.brokerOf(drawn[at]);
      placement.move(drawn[at], targets[at]);
      placement.move(drawn[at], home);
    }
    return placement.carried(0, 0);
  }

  /** Another leader, and the first one again. */
  @Benchmark
  @OperationsPerInvocation(DRAWN)
  public double lead() {
    for (int replica : drawn) {
      int partition = model.partitionOf(replica);
      int leader = placement.leaderOf(partition);
      placement.lead(partition, replica);
      placement.lead(partition, leader);
    }
    return placement.carried(0, 0);
  }

  /** All moves, exchanges and changes of leader from the start to within the band. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Placement search() {
    var start = new Placement(model);
    var aims = new Aims(start, TOLERANCE);
    new Search(start, aims, Limits.NONE, () -> false, 1).level();
    return start;
  }

  /** All figures of the scorer. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Score score() {
    return Scorer.score(placement);
  }

  /** A plan with its floors. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Plan plan() {
    var request = new PlanRequest(Objective.BALANCE, TOLERANCE, Limits.NONE, 1);
    return Planner.plan(model, request, () -> false);
  }
}
