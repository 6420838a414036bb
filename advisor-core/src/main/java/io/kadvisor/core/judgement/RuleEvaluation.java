package io.kadvisor.core.judgement;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import java.util.SortedMap;

/** Every rule on one sweep: the findings before to the findings after. */
@FunctionalInterface
public interface RuleEvaluation {
  /**
   * Judges a sweep.
   *
   * @param memory advanced by this sweep
   */
  SortedMap<FindingId, Finding> evaluate(
      SortedMap<FindingId, Finding> previous, Sweep sweep, Memory memory, Policy policy);
}
