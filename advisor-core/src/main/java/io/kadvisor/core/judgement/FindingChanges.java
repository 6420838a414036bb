package io.kadvisor.core.judgement;

import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What differs between the findings of two sweeps.
 *
 * @param changed new, or different in what lasts: numbers and times of sight change with every
 *     sweep and do not count
 * @param cleared gone
 */
record FindingChanges(List<Finding> changed, List<FindingId> cleared) {

  static FindingChanges between(
      SortedMap<FindingId, Finding> before, SortedMap<FindingId, Finding> after) {
    List<Finding> changed =
        after.values().stream().filter(now -> !lasts(before.get(now.id()), now)).toList();
    List<FindingId> cleared =
        before.keySet().stream().filter(id -> !after.containsKey(id)).toList();
    return new FindingChanges(changed, cleared);
  }

  /** Of the changed ones. */
  Set<FindingId> ids() {
    return changed.stream().map(Finding::id).collect(Collectors.toSet());
  }

  private static boolean lasts(Finding before, Finding now) {
    return before != null
        && before.state() == now.state()
        && before.severity() == now.severity()
        && before.cause().equals(now.cause())
        && before.partitions().equals(now.partitions())
        && before.brokers().equals(now.brokers())
        && before.firedAt().equals(now.firedAt());
  }
}
