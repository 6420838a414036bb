package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.policy.Policy;

/**
 * Writes the advice for one kind of incident. Pure; ids, commands and files are of this sweep's
 * cluster.
 */
@FunctionalInterface
public interface Adviser {
  Advice advise(Incident incident, Sweep sweep);

  /** The same for one that looks back, or at what the policy declares. */
  default Advice advise(Incident incident, Sweep sweep, Memory memory, Policy policy) {
    return advise(incident, sweep);
  }
}
