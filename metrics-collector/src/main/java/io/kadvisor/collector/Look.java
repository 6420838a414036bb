package io.kadvisor.collector;

import io.kadvisor.collector.admin.AdminSource;
import io.kadvisor.collector.facts.FactSource;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.ReadingSource;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.collector.jmx.JmxSource;
import io.kadvisor.collector.probe.Probed;
import io.kadvisor.collector.sweep.SampleBuilder;
import io.kadvisor.collector.sweep.Samples;
import io.kadvisor.collector.sweep.SelfNames;
import io.kadvisor.collector.sweep.Stamp;
import io.kadvisor.collector.sweep.SweepMemory;
import io.kadvisor.model.sample.SweepId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A look at a cluster by somebody who asks once: sweeps as the collector's, kept by nobody. It
 * needs no home and takes no lease.
 */
public final class Look implements AutoCloseable {
  private final WatchedCluster watched;
  private final FactSource source;
  private final ReadingSource readings;
  private final Clock clock;
  private final SampleBuilder builder;

  public Look(WatchedCluster watched, Clock clock) {
    this(
        watched,
        new AdminSource(watched.alias(), watched.client(), watched.callDeadline()),
        new JmxSource(watched.jmx(), Collector.READING_DEADLINE, clock),
        clock);
  }

  Look(WatchedCluster watched, FactSource source, ReadingSource readings, Clock clock) {
    this.watched = watched;
    this.source = source;
    this.readings = readings;
    this.clock = clock;
    this.builder = new SampleBuilder(new SelfNames(List.of(), List.of()), watched.probe().topic());
  }

  /** What one look saw. */
  public record Seen(Stamp stamp, Samples samples) {}

  /**
   * Two sweeps, so that counters and offsets of the second tell rates.
   *
   * @param apart from the beginning of the first to that of the second
   * @throws io.kadvisor.collector.facts.Unreadable when the cluster cannot be read
   */
  public Seen twice(Duration apart) throws InterruptedException {
    long start = System.nanoTime();
    SampleBuilder.Built first = sweep(SweepMemory.NOTHING).built();
    TimeUnit.NANOSECONDS.sleep(Math.max(0, apart.toNanos() - (System.nanoTime() - start)));
    Swept second = sweep(first.memory());
    return new Seen(second.stamp(), second.built().samples());
  }

  private record Swept(Stamp stamp, SampleBuilder.Built built) {}

  private Swept sweep(SweepMemory before) throws InterruptedException {
    var at = clock.instant();
    Facts facts =
        source.read(
            new SweepPlan(
                true,
                before.addresses(),
                before.configuredTopics(),
                before.watchedBrokers(),
                watched.callDeadline()));
    var stamp = new Stamp(facts.cluster(), watched.alias(), new SweepId(0, at));
    return new Swept(stamp, builder.build(stamp, facts, readings.read(), Probed.NOTHING, before));
  }

  @Override
  public void close() {
    source.close();
    readings.close();
  }
}
