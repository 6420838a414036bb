package io.kadvisor.api.read;

import java.time.Instant;

/** A group's known lag in records at one sweep. */
public record LagPoint(Instant at, long lag) {}
