package io.kadvisor.model.plan;

import io.kadvisor.model.BrokerId;
import java.util.Objects;

/**
 * What a plan makes of one broker.
 *
 * @param leaves true for one that is to end without replicas
 * @param joins true for one that is not there yet
 */
public record BrokerChange(
    BrokerId broker,
    String rack,
    boolean leaves,
    boolean joins,
    BrokerLoad before,
    BrokerLoad after) {
  public BrokerChange {
    Objects.requireNonNull(broker, "broker");
    Objects.requireNonNull(rack, "rack");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
  }
}
