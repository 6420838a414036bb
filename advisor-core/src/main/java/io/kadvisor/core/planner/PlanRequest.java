package io.kadvisor.core.planner;

import io.kadvisor.core.planner.model.Growth;
import io.kadvisor.core.planner.search.Limits;

/**
 * What is asked of a plan.
 *
 * @param growth replicas and partitions that are added, whatever else the objective does
 * @param tolerance how far from the mean a broker may be, as a part of the mean
 * @param seed of the samples that the search looks at; the same seed gives the same plan
 */
public record PlanRequest(
    Objective objective, Growth growth, double tolerance, Limits limits, long seed) {
  public PlanRequest {
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance " + tolerance + " is not between 0 and 1");
    }
    if (objective.copiesNothing() && !growth.isNone()) {
      throw new IllegalArgumentException(objective + " copies nothing, and so can add nothing");
    }
  }

  /** A request that adds nothing. */
  public PlanRequest(Objective objective, double tolerance, Limits limits, long seed) {
    this(objective, Growth.NONE, tolerance, limits, seed);
  }
}
