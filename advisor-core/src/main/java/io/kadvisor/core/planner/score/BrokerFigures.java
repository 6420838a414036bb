package io.kadvisor.core.planner.score;

import java.util.OptionalInt;

/**
 * One measure over the brokers that take replicas.
 *
 * @param spread of utilisation (a part of the capacity), or of counts
 * @param outside brokers outside the tolerance about the mean that capacities weigh; absent for
 *     potential bytes out, of which nobody asks that they are even
 * @param overCapacity brokers above the part of their capacity that may be used
 * @param clusterUtilisation all that is carried, as a part of all capacity; the mean of counts
 */
public record BrokerFigures(
    Spread spread, OptionalInt outside, int overCapacity, double clusterUtilisation) {}
