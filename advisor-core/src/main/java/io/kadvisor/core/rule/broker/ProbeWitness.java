package io.kadvisor.core.rule.broker;

import io.kadvisor.core.memory.Speed;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the probe says of a broker: the third witness, and the only one that goes the way of
 * clients.
 *
 * @param unanswered seconds since the oldest record was sent that has not come back; 0 for none
 */
record ProbeWitness(double unanswered, Instant at) {
  /** Records are a second apart, and one is always on its way (own choice). */
  private static final double WAITING = 3;

  /** Absent where it is not probed. */
  static Optional<ProbeWitness> of(BrokerSample broker) {
    return Speed.fresh(broker, Metric.PROBE_UNANSWERED)
        .map(reading -> new ProbeWitness(reading.value(), reading.observedAt()));
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

  String sentence() {
    return unanswered < WAITING
        ? "Records of the probe come back from it"
        : "Records of the probe have not come back since "
            + Phrases.at(at.minus(Duration.ofMillis(Math.round(unanswered * 1000))));
  }
}
