package io.kadvisor.core.judgement;

import io.kadvisor.core.advice.Advice;
import io.kadvisor.core.advice.Advisers;
import io.kadvisor.core.incident.IncidentGrouper;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.Unseen;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.Fact;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sweep with all that was known before it: what would have been found in it, and advised, had one
 * fact been out of sight.
 */
public record Moment(ClusterState before, Sweep sweep, Policy policy) {
  /** True when the findings of the rule, or its adviser's words on the same incident, differ. */
  public boolean differsWithout(Fact fact, String rule) {
    Sweep without = Unseen.in(sweep, fact);
    return !of(rule, findings(sweep)).equals(of(rule, findings(without)))
        || !advice(rule, sweep).equals(advice(rule, without));
  }

  private SortedMap<FindingId, Finding> findings(Sweep seen) {
    Memory memory = Rules.advance(before.memory(), seen, policy);
    return Rules.evaluate(before.findings(), seen, memory, policy).findings();
  }

  private static Map<FindingId, Finding> of(String rule, SortedMap<FindingId, Finding> findings) {
    Map<FindingId, Finding> own = new TreeMap<>(findings);
    own.keySet().removeIf(id -> !id.rule().equals(rule));
    return own;
  }

  /** About what is really there, as its adviser sees the sweep. */
  private List<Advice> advice(String rule, Sweep seen) {
    Memory memory = Rules.advance(before.memory(), sweep, policy);
    return new IncidentGrouper()
            .group(findings(sweep), sweep, memory, policy, before.advisories().values())
            .incidents()
            .stream()
            .filter(incident -> incident.firstRoot().rule().equals(rule))
            .map(incident -> Advisers.standard().of(incident.kind()).advise(incident, seen))
            .toList();
  }
}
