package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one broker carries, and what it can.
 *
 * @param amounts of the resources whose use and capacity are both known
 */
public record BrokerLoad(
    BrokerId broker, Optional<String> rack, Map<BrokerResource, Amount> amounts) {
  /** Used and to be had, in the resource's unit. */
  public record Amount(double used, double capacity) {
    public Amount {
      if (!(used >= 0) || !(capacity > 0)) {
        throw new IllegalArgumentException(
            "used is zero or more and capacity above it, not " + used + " and " + capacity);
      }
    }

    /** 0.7 is 70 %; it may exceed one. */
    public double share() {
      return used / capacity;
    }
  }

  public BrokerLoad {
    Objects.requireNonNull(broker, "broker");
    Objects.requireNonNull(rack, "rack");
    Map<BrokerResource, Amount> copy = new EnumMap<>(BrokerResource.class);
    copy.putAll(amounts);
    amounts = Collections.unmodifiableMap(copy);
  }

  public Optional<Amount> amount(BrokerResource resource) {
    return Optional.ofNullable(amounts.get(resource));
  }
}
