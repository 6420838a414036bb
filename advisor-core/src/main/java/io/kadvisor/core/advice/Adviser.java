package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;

/**
 * Writes the advice for one kind of incident. Pure; ids, commands and files are of this sweep's
 * cluster.
 */
@FunctionalInterface
public interface Adviser {
  Advice advise(Incident incident, Sweep sweep);
}
