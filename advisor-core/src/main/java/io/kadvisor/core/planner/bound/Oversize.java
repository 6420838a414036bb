package io.kadvisor.core.planner.bound;

/**
 * The largest partition of those too large for all brokers to be inside.
 *
 * @param partition its place
 * @param timesMean what its largest replica takes, of what a broker carries on the mean
 */
public record Oversize(int partition, double timesMean) {}
