package io.kadvisor.core.planner.model;

/**
 * A broker as a plan sees it.
 *
 * @param id as Kafka knows it
 * @param capacity all that it has; how much of it may be used is in {@link Constraints}
 */
public record Broker(int id, String rack, BrokerState state, Amounts capacity) {}
