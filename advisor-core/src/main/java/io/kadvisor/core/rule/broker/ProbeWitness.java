package io.kadvisor.core.rule.broker;

import io.kadvisor.core.memory.Speed;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the probe says of a broker: the third witness, and the only one that goes the way of
 * clients.
 *
 * @param unanswered seconds since the oldest record was sent that has not come back; 0 for none
 * @param half within how many seconds half of the records came back that did so in the last minute;
 *     absent when none did
 * @param nearlyAll the same of 99 in 100
 */
record ProbeWitness(
    double unanswered, Instant at, Optional<Double> half, Optional<Double> nearlyAll) {
  /** Records are a second apart, and one is always on its way (own choice). */
  private static final double WAITING = 3;

  /** Absent where it is not probed. */
  static Optional<ProbeWitness> of(BrokerSample broker) {
    return Speed.fresh(broker, Metric.PROBE_UNANSWERED)
        .map(
            reading ->
                new ProbeWitness(
                    reading.value(),
                    reading.observedAt(),
                    value(broker, Metric.PROBE_ROUND_TRIP_P50),
                    value(broker, Metric.PROBE_ROUND_TRIP_P99)));
  }

  private static Optional<Double> value(BrokerSample broker, Metric metric) {
    return Speed.fresh(broker, metric).map(Reading::value);
  }

  /**
   * True when the controller lists the broker, it answers, and yet no record comes back, while some
   * come back of another broker: else the probe itself is in trouble.
   *
   * @param seconds that it may take
   */
  static boolean contradicts(BrokerSample broker, Sweep sweep, double seconds) {
    return broker.membership() == Membership.LISTED
        && waits(broker, seconds)
        && sweep.brokers().values().stream()
            .filter(other -> other.membership() == Membership.LISTED)
            .anyMatch(other -> of(other).filter(each -> each.unanswered() < WAITING).isPresent());
  }

  private static boolean waits(BrokerSample broker, double seconds) {
    return of(broker).filter(witness -> witness.unanswered() >= seconds).isPresent();
  }

  /** With the percentiles of the last minute, as far as records came back in it. */
  String sentence() {
    return unanswered < WAITING
        ? "Records of the probe come back from it"
            + times().map(times -> ": " + times + " in the last minute").orElse("")
        : "No record of the probe has come back from it since "
            + Phrases.at(at.minus(Duration.ofMillis(Math.round(unanswered * 1000))))
            + times().map(times -> "; before that " + times).orElse("");
  }

  private Optional<String> times() {
    return half.flatMap(
        p50 ->
            nearlyAll.map(
                p99 ->
                    "p50 " + Millis.show(p50) + ", p99 " + Millis.show(p99) + " there and back"));
  }
}
