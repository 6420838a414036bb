package io.kadvisor.streams.running;

import io.kadvisor.streams.Judging;
import io.kadvisor.streams.KadvisorTopology;
import io.kadvisor.streams.StreamCounters;
import io.kadvisor.streams.WindowWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The running streams app. Topics are provisioned before it starts. It goes on by itself through
 * broker deaths, rebalances and a standstill of the home cluster, and gives up when its threads
 * keep dying.
 */
public final class AdvisorStreams implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(10);

  /** Stream state and since when, changed together. */
  private record Phase(KafkaStreams.State state, Instant since) {}

  private final Clock clock;
  private final StreamCounters counters;
  private final Restoring restoring = new Restoring();
  private final RocksDbMemory memory;
  private final HomeWitness home;
  private final KafkaStreams streams;
  private volatile Phase phase;

  /**
   * Prepared, not started.
   *
   * @param giveUp is run once when threads keep dying; the process is expected to end with exit
   *     code 3
   */
  public AdvisorStreams(StreamsSettings settings, Judging judging, Clock clock, Runnable giveUp) {
    this(settings, judging, WindowWatch.NONE, clock, new StreamCounters(), giveUp);
  }

  /**
   * Prepared, not started.
   *
   * @param watch is shown the windows as they grow
   * @param counters shared with what runs beside
   * @param giveUp is run once when threads keep dying
   */
  public AdvisorStreams(
      StreamsSettings settings,
      Judging judging,
      WindowWatch watch,
      Clock clock,
      StreamCounters counters,
      Runnable giveUp) {
    this.counters = counters;
    this.clock = clock;
    this.phase = new Phase(KafkaStreams.State.CREATED, clock.instant());
    this.memory = new RocksDbMemory(settings.memory());
    this.home = new HomeWitness(() -> sum("consumer-metrics", "incoming-byte-total"));
    this.streams =
        new KafkaStreams(
            KadvisorTopology.build(
                settings.topics(), judging, watch, settings.silence(), home, counters),
            StreamsProperties.of(settings, counters, memory));
    streams.setStateListener((next, before) -> enter(next));
    streams.setGlobalStateRestoreListener(restoring);
    streams.setUncaughtExceptionHandler(new ThreadDeaths(clock, counters, giveUp));
  }

  public void start() {
    streams.start();
  }

  public StreamsHealth health() {
    Phase now = phase;
    return new StreamsHealth(
        shown(now.state()), now.since(), home.test(clock.instant()), lag(), counters.snapshot());
  }

  public StreamCounters counters() {
    return counters;
  }

  /**
   * Ends within ten seconds; the static member stays in its group, so that a restart finds its
   * partitions.
   */
  @Override
  public void close() {
    streams.close(CLOSE);
    memory.close();
  }

  private void enter(KafkaStreams.State next) {
    phase = new Phase(next, clock.instant());
    if (next == KafkaStreams.State.RUNNING) {
      restoring.none();
    }
  }

  private StreamsHealth.State shown(KafkaStreams.State state) {
    return switch (state) {
      case CREATED -> StreamsHealth.State.STARTING;
      case REBALANCING ->
          restoring.any() ? StreamsHealth.State.RESTORING : StreamsHealth.State.REBALANCING;
      case RUNNING -> StreamsHealth.State.RUNNING;
      case PENDING_SHUTDOWN, NOT_RUNNING -> StreamsHealth.State.STOPPED;
      case PENDING_ERROR, ERROR -> StreamsHealth.State.FAILED;
    };
  }

  private OptionalLong lag() {
    double lag = 0;
    boolean known = false;
    for (Metric metric : streams.metrics().values()) {
      MetricName name = metric.metricName();
      if (name.name().equals("records-lag")
          && metric.metricValue() instanceof Double value
          && !value.isNaN()) {
        known = true;
        lag += value;
      }
    }
    return known ? OptionalLong.of(Math.round(lag)) : OptionalLong.empty();
  }

  private double sum(String group, String metric) {
    double sum = 0;
    for (Metric candidate : streams.metrics().values()) {
      MetricName name = candidate.metricName();
      if (name.group().equals(group)
          && name.name().equals(metric)
          && candidate.metricValue() instanceof Double value) {
        sum += value;
      }
    }
    return sum;
  }
}
