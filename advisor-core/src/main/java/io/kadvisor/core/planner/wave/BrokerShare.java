package io.kadvisor.core.planner.wave;

/**
 * What a wave asks of one broker.
 *
 * @param broker its place in the model
 * @param copiesIn replicas that it takes
 * @param copiesOut replicas that are read from it
 * @param disk megabytes on its disk when all copies are there and nothing is deleted yet
 * @param diskLimit megabytes that may be there
 */
public record BrokerShare(
    int broker,
    int copiesIn,
    double megabytesIn,
    int copiesOut,
    double megabytesOut,
    double disk,
    double diskLimit) {}
