package io.kadvisor.core.judgement;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.policy.Policy;

/** What is remembered before a sweep to what is remembered after it. */
@FunctionalInterface
public interface Remembering {
  Memory advance(Memory memory, Sweep sweep, Policy policy);
}
