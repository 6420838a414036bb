package io.kadvisor.collector.facts;

import io.kadvisor.model.sample.IntColumn;

/**
 * A partition under reassignment.
 *
 * @param replicas all that hold it for now, those to come and those to go included
 * @param adding broker ids that are to hold it
 * @param removing broker ids that give it up at the end
 */
public record SeenMove(IntColumn replicas, IntColumn adding, IntColumn removing) {}
