package io.kadvisor.core.memory;

import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast a broker is in one sweep, in seconds; what was not observed is absent. Latencies of
 * requests are means over the time between two readings: they end when a stall does, which a 99th
 * percentile of five minutes does not.
 *
 * @param answer until it answered a call of its own
 * @param produce for a produce request
 * @param append the same without the time that it waits for followers: the broker's own work
 * @param fetch for a consumer's fetch, its waiting for records not counted
 * @param roundTrip of a record of the probe, until it is read back
 */
public record Speed(
    Optional<Double> answer,
    Optional<Double> produce,
    Optional<Double> append,
    Optional<Double> fetch,
    Optional<Double> roundTrip) {
  /**
   * A reading may be so old: the broker's numbers are read in every slow sweep (own choice: twice
   * 30 s). Real time, so it is not scaled.
   */
  private static final Duration FRESH = Duration.ofMinutes(1);

  public static Speed of(BrokerSample broker) {
    Optional<Double> answer =
        broker.answer().latency().map(latency -> latency.toNanos() / 1e9).filter(s -> s > 0);
    return new Speed(
        answer,
        mean(broker, Metric.PRODUCE_TOTAL_TIME, Metric.PRODUCE_REQUESTS),
        own(broker, Metric.PRODUCE_TOTAL_TIME, Metric.PRODUCE_REMOTE_TIME, Metric.PRODUCE_REQUESTS),
        own(
            broker,
            Metric.CONSUMER_FETCH_TOTAL_TIME,
            Metric.CONSUMER_FETCH_REMOTE_TIME,
            Metric.CONSUMER_FETCH_REQUESTS),
        mean(broker, Metric.PROBE_ROUND_TRIP_TIME, Metric.PROBE_RETURNED));
  }

  private static Optional<Double> own(
      BrokerSample broker, Metric total, Metric waiting, Metric requests) {
    Optional<Double> all = mean(broker, total, requests);
    Optional<Double> others = mean(broker, waiting, requests);
    return others.isEmpty() ? others : all.map(seconds -> Math.max(0, seconds - others.get()));
  }

  /** Seconds a request over the last interval; absent when none ended or nothing was read. */
  public static Optional<Double> mean(BrokerSample broker, Metric time, Metric requests) {
    OptionalDouble seconds = rate(broker, time);
    OptionalDouble count = rate(broker, requests);
    return seconds.isPresent() && count.isPresent() && count.getAsDouble() > 0
        ? Optional.of(seconds.getAsDouble() / count.getAsDouble())
        : Optional.empty();
  }

  private static OptionalDouble rate(BrokerSample broker, Metric metric) {
    return fresh(broker, metric).map(Reading::rate).orElse(OptionalDouble.empty());
  }

  /** A reading that is not older than a minute. */
  public static Optional<Reading> fresh(BrokerSample broker, Metric metric) {
    Instant oldest = broker.sweepAt().minus(FRESH);
    return broker.reading(metric).filter(reading -> !reading.observedAt().isBefore(oldest));
  }

  boolean isEmpty() {
    return answer.isEmpty()
        && produce.isEmpty()
        && append.isEmpty()
        && fetch.isEmpty()
        && roundTrip.isEmpty();
  }
}
