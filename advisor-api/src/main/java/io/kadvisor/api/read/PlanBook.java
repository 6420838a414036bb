package io.kadvisor.api.read;

import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanPart;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The plans of one cluster's advisories, each as soon as all of its parts are there; until then the
 * one before. When they are too large together, those that were made first go.
 */
final class PlanBook {
  private final Map<AdvisoryId, SortedMap<Integer, PlanPart>> parts = new TreeMap<>();
  private final Map<AdvisoryId, KeptPlan> whole = new TreeMap<>();
  private final int steps;

  /**
   * An empty book.
   *
   * @param steps of all plans together
   */
  PlanBook(int steps) {
    this.steps = steps;
  }

  /** The plan that is whole by this part. */
  Optional<KeptPlan> put(PlanPart part) {
    SortedMap<Integer, PlanPart> some =
        parts.computeIfAbsent(part.advisory(), advisory -> new TreeMap<>());
    some.values().removeIf(other -> !other.plan().equals(part.plan()));
    some.put(part.part(), part);
    Optional<KeptPlan> plan = KeptPlan.of(some.values());
    plan.ifPresent(this::put);
    return plan;
  }

  private void put(KeptPlan plan) {
    parts.remove(plan.advisory());
    whole.put(plan.advisory(), plan);
    while (whole.size() > 1 && size() > steps) {
      whole.values().stream()
          .min(Comparator.comparing(KeptPlan::madeAt))
          .ifPresent(oldest -> whole.remove(oldest.advisory()));
    }
  }

  private int size() {
    return whole.values().stream().mapToInt(plan -> plan.steps().size()).sum();
  }

  /** A part that is gone; the first goes with the plan, a later one when a smaller plan came. */
  void remove(AdvisoryId advisory, int part) {
    if (part == 0) {
      whole.remove(advisory);
      parts.remove(advisory);
    } else {
      parts.getOrDefault(advisory, new TreeMap<>()).remove(part);
    }
  }

  Optional<KeptPlan> of(AdvisoryId advisory) {
    return Optional.ofNullable(whole.get(advisory));
  }

  Collection<KeptPlan> all() {
    return List.copyOf(whole.values());
  }
}
