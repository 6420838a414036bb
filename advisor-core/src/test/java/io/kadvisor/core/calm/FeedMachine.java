package io.kadvisor.core.calm;

import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What the machine of a broker does and tells over JMX, and how full its volume is. Nothing stands
 * still: each sweep has its own draw around the broker's usual numbers.
 */
final class FeedMachine {
  private static final double CORES = 8;
  private static final double BYTES_A_CORE = 50e6;
  private static final double BATCH = 16_384;
  private static final double FETCH = 262_144;
  private static final long VOLUME = 2L << 40;
  private static final Duration RETENTION = Duration.ofMinutes(100);
  private static final double SWING = 0.04;

  /** Share of its CPU that it uses besides its work. */
  double busy;

  /** Seconds that each request takes besides. */
  double slow;

  /** Share of its volume that is used besides. */
  double filled;

  private final SplittableRandom random;
  private final double usualSeconds;
  private final double usualShare;
  private final double usualUsed;
  private final Map<Metric, Double> counters = new EnumMap<>(Metric.class);
  private Map<Metric, Reading> before = Map.of();
  private double cpu;

  FeedMachine(SplittableRandom random) {
    this.random = random;
    this.usualSeconds = random.nextDouble(0.004, 0.020);
    this.usualShare = random.nextDouble(0.05, 0.20);
    this.usualUsed = random.nextDouble(0.45, 0.64);
  }

  double usualUsed() {
    return usualUsed;
  }

  /** Counters of a new process begin anew. */
  void restart() {
    counters.clear();
    before = Map.of();
  }

  /** A replica left an ISR that it leads, or came back to one. */
  void count(Metric turns) {
    add(turns, 1);
  }

  /**
   * What it did in a time.
   *
   * @param in bytes that clients wrote
   * @param copied bytes that it took as a follower
   * @param out bytes that consumers read
   * @param served bytes that followers read
   */
  void work(Duration time, double in, double copied, double out, double served) {
    double seconds = time.toMillis() / 1000.0;
    double moved = (in + copied + out + served) / seconds;
    cpu = Math.min(1, usualShare + moved / BYTES_A_CORE / CORES + busy);
    cpu = Math.min(1, cpu * noise(0.1));
    add(Metric.PROCESS_CPU, cpu * CORES * seconds);
    add(Metric.BYTES_IN, in);
    add(Metric.BYTES_OUT, out);
    add(Metric.REPLICATION_BYTES_IN, copied);
    add(Metric.REPLICATION_BYTES_OUT, served);
    produced(in / BATCH);
    fetched(out / FETCH);
    add(Metric.ISR_SHRINKS, 0);
    add(Metric.ISR_EXPANDS, 0);
  }

  private void produced(double requests) {
    double local = usualSeconds * noise(0.5) + slow * noise(0.2);
    double queue = local / 10 * noise(0.5);
    double remote = usualSeconds * noise(0.5);
    double response = usualSeconds / 10 * noise(0.5);
    add(Metric.PRODUCE_REQUESTS, requests);
    add(Metric.PRODUCE_LOCAL_TIME, requests * local);
    add(Metric.PRODUCE_QUEUE_TIME, requests * queue);
    add(Metric.PRODUCE_REMOTE_TIME, requests * remote);
    add(Metric.PRODUCE_RESPONSE_QUEUE_TIME, requests * response);
    add(Metric.PRODUCE_RESPONSE_SEND_TIME, requests * response);
    add(Metric.PRODUCE_THROTTLE_TIME, 0);
    add(Metric.PRODUCE_TOTAL_TIME, requests * (local + queue + remote + 2 * response));
  }

  private void fetched(double requests) {
    double local = usualSeconds / 4 * noise(0.5) + slow * noise(0.2);
    double queue = local / 10 * noise(0.5);
    double waiting = random.nextDouble(0.05, 0.5);
    add(Metric.CONSUMER_FETCH_REQUESTS, requests);
    add(Metric.CONSUMER_FETCH_LOCAL_TIME, requests * local);
    add(Metric.CONSUMER_FETCH_QUEUE_TIME, requests * queue);
    add(Metric.CONSUMER_FETCH_REMOTE_TIME, requests * waiting);
    add(Metric.CONSUMER_FETCH_RESPONSE_QUEUE_TIME, 0);
    add(Metric.CONSUMER_FETCH_RESPONSE_SEND_TIME, 0);
    add(Metric.CONSUMER_FETCH_THROTTLE_TIME, 0);
    add(Metric.CONSUMER_FETCH_TOTAL_TIME, requests * (local + queue + waiting));
  }

  private void add(Metric counter, double more) {
    counters.merge(counter, more, Double::sum);
  }

  /** A factor around one, never below zero. */
  private double noise(double spread) {
    return Math.exp(spread * random.nextGaussian());
  }

  Duration answers() {
    return Duration.ofNanos((long) (1e9 * (usualSeconds * noise(0.5) + slow / 2)));
  }

  List<Reading> readings(Instant at) {
    Map<Metric, Reading> now = new EnumMap<>(Metric.class);
    counters.forEach((metric, value) -> now.put(metric, counter(metric, value, at)));
    gauge(now, Metric.CORES, CORES, at);
    gauge(now, Metric.HANDLER_IDLE, Math.max(0.02, 0.95 - cpu * noise(0.1)), at);
    gauge(now, Metric.NETWORK_IDLE, Math.max(0.02, 0.97 - cpu * noise(0.1)), at);
    gauge(now, Metric.REQUEST_QUEUE, slow > 1 ? 450 : random.nextInt(100), at);
    gauge(now, Metric.CONNECTIONS, 2_000 + random.nextInt(400), at);
    gauge(now, Metric.FOLLOWER_FETCH_TOTAL, 0.5 * noise(0.1) + slow, at);
    gauge(now, Metric.LOG_FLUSH, usualSeconds * noise(0.5) + slow, at);
    before = now;
    return new ArrayList<>(now.values());
  }

  private Reading counter(Metric metric, double value, Instant at) {
    Optional<Reading.Previous> last =
        Optional.ofNullable(before.get(metric))
            .map(reading -> new Reading.Previous(reading.value(), reading.observedAt()));
    return new Reading(metric, value, at, Fact.Source.JMX, last);
  }

  private static void gauge(Map<Metric, Reading> now, Metric metric, double value, Instant at) {
    now.put(metric, new Reading(metric, value, at, Fact.Source.JMX, Optional.empty()));
  }

  /** Filled evenly until retention lets the oldest segments go. */
  LogDir volume(Instant at) {
    double turn = (double) (at.toEpochMilli() % RETENTION.toMillis()) / RETENTION.toMillis();
    double share = Math.min(0.99, usualUsed + SWING * turn * noise(0.02) + filled);
    long used = (long) (share * VOLUME);
    return new LogDir(
        "/data",
        Optional.of(new DataSize(VOLUME)),
        Optional.of(new DataSize(VOLUME - used)),
        new DataSize(used),
        Optional.empty());
  }
}
