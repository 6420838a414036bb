package io.kadvisor.benchmarks;

import io.kadvisor.core.judgement.ClusterState;
import io.kadvisor.core.judgement.Judge;
import io.kadvisor.core.judgement.Judgement;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.window.Accumulator;
import io.kadvisor.core.window.Observation;
import io.kadvisor.core.window.ObservedPart;
import io.kadvisor.core.window.WindowJournal;
import io.kadvisor.core.window.WindowRoller;
import io.kadvisor.model.Subject;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.window.Window;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The pure parts that a sweep goes through, each alone, for one whole sweep. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CoreBenchmark {
  @Param("20000")
  int partitions;

  private final Judge judge = new Judge();
  private final WindowRoller roller = WindowRoller.standard();
  private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
  private final Map<Subject, Accumulator> windows = new HashMap<>();
  private List<Observation> observations;
  private byte[][] encoded;
  private Sweep sweep;
  private ClusterState state;
  private Policy policy;

  /** A second sweep, and what the first left behind. */
  @Setup(Level.Trial)
  public void generate() {
    FeedSize size = new FeedSize();
    size.partitions = partitions;
    size.perTopic = 20;
    size.brokers = 100;
    size.groups = 500;
    var feed = new GeneratedFeed(size, Instant.EPOCH, Duration.ofSeconds(5));
    policy = Policy.standard(GeneratedFeed.CLUSTER);
    Sweep first = feed.sweep(0);
    sweep = feed.sweep(1);
    state = judge.judge(ClusterState.EMPTY, first, List.of(), policy).state();
    for (Observation seen : roller.observe(first)) {
      windows.put(seen.subject(), roller.roll(Optional.empty(), seen).next());
    }
    observations = roller.observe(sweep);
    var serializer = topics.topicSamples().valueSerde().serializer();
    encoded =
        sweep.topics().values().stream()
            .map(sample -> serializer.serialize("", sample))
            .toArray(byte[][]::new);
  }

  /** Samples of all topics from their bytes. */
  @Benchmark
  public int decode() {
    var deserializer = topics.topicSamples().valueSerde().deserializer();
    int rows = 0;
    for (byte[] bytes : encoded) {
      rows += deserializer.deserialize("", bytes).partitionCount();
    }
    return rows;
  }

  /** All rules, incidents and advisories. */
  @Benchmark
  public Judgement judge() {
    return judge.judge(state, sweep, List.of(), policy);
  }

  /** Every subject's window, one sweep on. */
  @Benchmark
  public int roll() {
    int closed = 0;
    for (Observation seen : roller.observe(sweep)) {
      var before = Optional.ofNullable(windows.get(seen.subject()));
      closed += roller.roll(before, seen).closed().size();
    }
    return closed;
  }

  /** All open windows as JSON, as if every subject's turn came at once. */
  @Benchmark
  public long tellOpenWindows() {
    var serializer = topics.topicWindows().valueSerde().serializer();
    long bytes = 0;
    for (Accumulator accumulator : windows.values()) {
      for (Window window : accumulator.open()) {
        bytes += serializer.serialize("", window).length;
      }
    }
    return bytes;
  }

  /** What the window store takes in each sweep: the accumulators whose turn it is, as bytes. */
  @Benchmark
  public long encodeWindows() {
    long bytes = 0;
    for (Accumulator accumulator : windows.values()) {
      if (WindowJournal.isTurn(accumulator, 0)) {
        bytes += accumulator.toBytes().length;
      }
    }
    return bytes;
  }

  /** What it takes besides: the sweep's part of the journal, as bytes. */
  @Benchmark
  public long encodeJournal() {
    long bytes = 0;
    for (ObservedPart part : WindowJournal.parts(sweep, 0, observations, windows)) {
      bytes += part.toBytes().length;
    }
    return bytes;
  }
}
