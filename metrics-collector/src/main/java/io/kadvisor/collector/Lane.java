package io.kadvisor.collector;

import io.kadvisor.collector.facts.FactSource;
import io.kadvisor.collector.facts.ReadingSource;
import io.kadvisor.collector.lease.Leases;
import io.kadvisor.collector.probe.Prober;
import io.kadvisor.collector.publish.Home;
import io.kadvisor.collector.sweep.SampleBuilder;
import java.time.Clock;
import java.time.Duration;

/** One watched cluster: a thread that reads, a queue, and a thread that publishes. */
final class Lane implements AutoCloseable {
  /** How much reading is kept while the home takes nothing: a broker's session and an election. */
  private static final Duration KEPT = Duration.ofSeconds(12);

  private static final Duration SHORTEST_GAP = Duration.ofSeconds(15);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** What a lane works with. */
  record Parts(
      WatchedCluster watched,
      FactSource source,
      ReadingSource readings,
      Prober prober,
      SampleBuilder builder,
      Home home,
      Leases leases) {}

  private final Parts parts;
  private final LaneHealth health;
  private final Thread reader;
  private final Thread writer;

  Lane(Parts parts, CollectorSettings settings, Clock clock, Pause pause) {
    this.parts = parts;
    String alias = parts.watched().alias();
    this.health = new LaneHealth(alias);
    SweepQueue queue = new SweepQueue(capacity(parts.watched().fast()));
    Marks marks = new Marks(settings.instance(), gapAfter(parts.watched().fast()));
    this.reader =
        thread(
            "collector-" + alias + "-read",
            new ClusterLane(parts, settings, queue, marks, health, clock, pause));
    this.writer =
        thread(
            "collector-" + alias + "-publish",
            new Publisher(
                queue,
                parts.home(),
                parts.leases(),
                settings.topics(),
                marks,
                health,
                clock,
                pause));
  }

  static int capacity(Duration fast) {
    return (int) Math.max(2, KEPT.toMillis() / fast.toMillis());
  }

  /** Three sweeps that are not there, and never less than a broker's session and an election. */
  static Duration gapAfter(Duration fast) {
    Duration three = fast.multipliedBy(3);
    return three.compareTo(SHORTEST_GAP) > 0 ? three : SHORTEST_GAP;
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    reader.start();
    writer.start();
  }

  LaneHealth health() {
    return health;
  }

  @Override
  public void close() {
    reader.interrupt();
    writer.interrupt();
    try {
      reader.join(FAREWELL.toMillis());
      writer.join(FAREWELL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    parts.source().close();
    parts.readings().close();
    parts.prober().close();
  }
}
