package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.policy.Policy;

/**
 * One that needs the policy, or looks back; where a sweep is all there is, it takes the standard
 * policy and remembers nothing.
 */
@FunctionalInterface
interface PolicyAdviser extends Adviser {
  @Override
  Advice advise(Incident incident, Sweep sweep, Memory memory, Policy policy);

  @Override
  default Advice advise(Incident incident, Sweep sweep) {
    return advise(incident, sweep, Memory.EMPTY, Policy.standard(sweep.clusterId()));
  }
}
