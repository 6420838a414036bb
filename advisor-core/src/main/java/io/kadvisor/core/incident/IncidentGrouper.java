package io.kadvisor.core.incident;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import java.util.Collection;
import java.util.SortedMap;

/**
 * Makes incidents of findings: one for each root, with all that it explains. Pure; what has been
 * told before decides where two answers are right, so that an answer lasts.
 */
public final class IncidentGrouper {

  /**
   * Groups the findings of one sweep.
   *
   * @param findings of every state, after this sweep
   * @param memory advanced by this sweep
   * @param advisories open ones, and ended ones that may keep a finding silent
   */
  public Grouping group(
      SortedMap<FindingId, Finding> findings,
      Sweep sweep,
      Memory memory,
      Policy policy,
      Collection<Advisory> advisories) {
    return new Sorting(new Scene(findings, sweep, memory, policy, new Told(advisories))).grouping();
  }
}
