package io.kadvisor.core.advisory;

import io.kadvisor.core.advice.Adviser;
import io.kadvisor.core.incident.Grouping;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import java.util.SortedMap;
import java.util.function.Function;

/** Carries the advisories of a cluster from one sweep to the next. Pure. */
public final class AdvisoryLife {
  private final Function<String, Adviser> advisers;

  /**
   * A life whose advisories these advisers write.
   *
   * @param advisers by rule, and {@code digest}
   */
  public AdvisoryLife(Function<String, Adviser> advisers) {
    this.advisers = advisers;
  }

  /**
   * Opens, changes, resolves, merges, expires and forgets.
   *
   * @param advisories before this sweep, commands obeyed
   * @param findings after this sweep
   */
  public Life advance(
      SortedMap<AdvisoryId, Advisory> advisories,
      SortedMap<String, Integer> occurrences,
      Grouping grouping,
      SortedMap<FindingId, Finding> findings,
      Changes changes,
      Sweep sweep,
      Memory memory,
      Policy policy) {
    Author author = new Author(advisers, changes, sweep, memory, policy);
    Step step = new Step(advisories, occurrences, sweep, policy, author);
    grouping.incidents().forEach(step::tell);
    step.endTheUntold(grouping);
    step.forget(findings.keySet());
    return step.life();
  }
}
