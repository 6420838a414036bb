package io.kadvisor.core.planner.model;

/**
 * What a plan keeps to.
 *
 * @param balanceThreshold 1.1 asks for every broker within 10 % of the mean
 * @param capacityThreshold the part of each capacity that may be used, 0 to 1
 * @param maxReplicasPerBroker replicas that one broker may carry
 */
public record Constraints(
    double balanceThreshold, Amounts capacityThreshold, int maxReplicasPerBroker) {
  /** Those of Cruise Control's shipped configuration. */
  public static final Constraints DEFAULT =
      new Constraints(1.1, new Amounts(0.7, 0.8, 0.8, 0.8), 10_000);

  /** The most that a broker may use, in the resource's unit. */
  public double usable(Broker broker, Resource resource) {
    return broker.capacity().of(resource) * capacityThreshold.of(resource);
  }

  /** How far from the mean a broker may be, as a part of the mean. */
  public double tolerance() {
    return balanceThreshold - 1;
  }
}
