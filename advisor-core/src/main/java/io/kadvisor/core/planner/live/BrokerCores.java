package io.kadvisor.core.planner.live;

import io.kadvisor.core.capacity.BrokerTypes;
import io.kadvisor.model.policy.Capacity.Resources;
import java.util.Optional;

/** How many cores a broker may use. */
public final class BrokerCores {
  private BrokerCores() {}

  /**
   * What is declared, else what the broker tells, else those of its type.
   *
   * @param told by the broker itself
   * @return above 0; absent where it is not known
   */
  public static Optional<Double> of(Resources declared, Optional<Double> told) {
    return declared
        .cores()
        .or(() -> told)
        .or(() -> declared.type().flatMap(BrokerTypes::named).map(type -> (double) type.cores()))
        .filter(cores -> cores > 0);
  }
}
