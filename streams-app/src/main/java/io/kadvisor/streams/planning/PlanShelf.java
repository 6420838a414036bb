package io.kadvisor.streams.planning;

import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanPart;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The plans of one cluster as their records tell them, in parts. */
final class PlanShelf {
  private final Map<AdvisoryId, SortedMap<Integer, PlanPart>> parts = new TreeMap<>();

  void put(PlanPart part) {
    parts.computeIfAbsent(part.advisory(), advisory -> new TreeMap<>()).put(part.part(), part);
  }

  void remove(AdvisoryId advisory, int part) {
    SortedMap<Integer, PlanPart> there = parts.get(advisory);
    if (there != null) {
      there.remove(part);
      if (there.isEmpty()) {
        parts.remove(advisory);
      }
    }
  }

  /** Those that are whole. */
  Map<AdvisoryId, KeptPlan> plans() {
    Map<AdvisoryId, KeptPlan> plans = new HashMap<>();
    parts.forEach(
        (advisory, some) -> KeptPlan.of(some.values()).ifPresent(p -> plans.put(advisory, p)));
    return plans;
  }

  /** The numbers of an advisory's parts, whole or not. */
  Set<Integer> numbers(AdvisoryId advisory) {
    return new TreeSet<>(parts.getOrDefault(advisory, new TreeMap<>()).keySet());
  }
}
