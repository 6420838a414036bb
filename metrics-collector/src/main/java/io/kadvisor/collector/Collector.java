package io.kadvisor.collector;

import io.kadvisor.collector.admin.AdminSource;
import io.kadvisor.collector.jmx.JmxSource;
import io.kadvisor.collector.lease.KafkaLeases;
import io.kadvisor.collector.lease.Leases;
import io.kadvisor.collector.probe.KafkaProbedCluster;
import io.kadvisor.collector.probe.LiveProber;
import io.kadvisor.collector.probe.ProbeSettings;
import io.kadvisor.collector.probe.Prober;
import io.kadvisor.collector.publish.Home;
import io.kadvisor.collector.publish.HomeProperties;
import io.kadvisor.collector.publish.KafkaHome;
import io.kadvisor.collector.sweep.SampleBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A running collector. Every watched cluster has its own clients, threads and deadlines, so that
 * one that hangs delays no other; the home's producer is shared.
 */
public final class Collector implements AutoCloseable {
  static final Duration READING_DEADLINE = Duration.ofMillis(1500);

  private final CollectorSettings settings;
  private final Clock clock;
  private final Home home;
  private final Leases leases;
  private final List<Lane> lanes = new ArrayList<>();
  private final Pause pause = new Pause();

  /** With the wall clock, from which the times of sweeps are taken. */
  public Collector(CollectorSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.home = new KafkaHome(settings.home(), settings.topics());
    this.leases =
        new KafkaLeases(
            HomeProperties.client(settings.home()), settings.topics(), settings.instance());
  }

  /** Starts sweeping and returns; a cluster that cannot be reached is told in {@link #health()}. */
  public void start() {
    settings.clusters().forEach(watched -> lanes.add(lane(watched)));
    lanes.forEach(Lane::start);
  }

  private Lane lane(WatchedCluster watched) {
    SampleBuilder builder = new SampleBuilder(settings.self(), watched.probe().topic());
    var source = new AdminSource(watched.alias(), watched.client(), watched.callDeadline());
    var readings = new JmxSource(watched.jmx(), READING_DEADLINE, clock);
    return new Lane(
        new Lane.Parts(watched, source, readings, prober(watched), builder, home, leases),
        settings,
        clock,
        pause);
  }

  private Prober prober(WatchedCluster watched) {
    ProbeSettings probe = watched.probe();
    return probe.enabled()
        ? new LiveProber(
            watched.alias(),
            probe,
            () -> new KafkaProbedCluster(watched.client(), probe.topic()),
            clock)
        : Prober.NONE;
  }

  /** How it is at this moment. */
  public CollectorHealth health() {
    return new CollectorHealth(
        settings.instance(),
        lanes.stream().map(lane -> lane.health().snapshot(clock.instant())).toList());
  }

  /** Ends within seconds; a sweep that is being read or written is given up. */
  @Override
  public void close() {
    pause.end();
    lanes.forEach(Lane::close);
    leases.close();
    home.close();
  }
}
