package io.kadvisor.core.judgement;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import java.util.SortedMap;

/** All rules together, with the memory that they read. Pure. */
public interface Rulebook {
  Memory advance(Memory before, Sweep sweep, Policy policy);

  /**
   * The findings after a sweep.
   *
   * @param memory advanced by this sweep
   */
  SortedMap<FindingId, Finding> evaluate(
      SortedMap<FindingId, Finding> previous, Sweep sweep, Memory memory, Policy policy);

  /** The memory after a time without sweeps. */
  Memory advance(Memory before, Command.Silence silence);

  /** The findings after a time without sweeps: the blindness, and the others as they were. */
  SortedMap<FindingId, Finding> evaluate(
      SortedMap<FindingId, Finding> previous, Command.Silence silence, Policy policy);
}
