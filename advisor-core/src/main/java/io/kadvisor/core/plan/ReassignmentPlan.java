package io.kadvisor.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What to change, and how to get back.
 *
 * @param target only what changes
 * @param present the same partitions as they are: the rollback
 */
public record ReassignmentPlan(Reassignment target, Reassignment present) {
  public ReassignmentPlan {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(present, "present");
    if (target.assignments().size() != present.assignments().size()) {
      throw new IllegalArgumentException(
          "a plan changes exactly the partitions that its rollback restores");
    }
  }

  public boolean isEmpty() {
    return target.isEmpty();
  }

  public int partitions() {
    return target.assignments().size();
  }

  /** The same plan in pieces of at most so many partitions, to be done one after the other. */
  public List<ReassignmentPlan> waves(int size) {
    List<ReassignmentPlan> waves = new ArrayList<>();
    for (int from = 0; from < partitions(); from += size) {
      int to = Math.min(partitions(), from + size);
      waves.add(
          new ReassignmentPlan(
              new Reassignment(target.assignments().subList(from, to)),
              new Reassignment(present.assignments().subList(from, to))));
    }
    return waves;
  }
}
