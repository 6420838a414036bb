package io.kadvisor.collector.facts;

import io.kadvisor.model.sample.LongColumn;

/** Offsets of a topic's partitions, read in one sweep; absent where a leader gave none. */
public record SeenOffsets(LongColumn earliest, LongColumn latest, LongColumn stable) {}
