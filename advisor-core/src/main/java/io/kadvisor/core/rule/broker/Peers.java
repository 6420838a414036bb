package io.kadvisor.core.rule.broker;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The other brokers of a sweep that are listed: what is normal in this cluster at this moment. */
record Peers(List<BrokerSample> others) {
  /** Fewer say nothing: one other broker may be the odd one itself. */
  static final int FEWEST = 2;

  static Peers of(BrokerId broker, Sweep sweep) {
    return new Peers(
        sweep.brokers().values().stream()
            .filter(other -> !other.broker().equals(broker))
            .filter(other -> other.membership() == Membership.LISTED)
            .toList());
  }

  /** The middle one, the higher of two; absent when fewer than two give the number. */
  Optional<Double> median(Function<BrokerSample, Optional<Double>> number) {
    List<Double> numbers = others.stream().map(number).flatMap(Optional::stream).sorted().toList();
    return numbers.size() < FEWEST
        ? Optional.empty()
        : Optional.of(numbers.get(numbers.size() / 2));
  }
}
