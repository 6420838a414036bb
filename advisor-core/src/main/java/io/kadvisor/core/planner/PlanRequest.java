package io.kadvisor.core.planner;

import io.kadvisor.core.planner.model.Growth;
import io.kadvisor.core.planner.search.Limits;

/**
 * What is asked of a plan.
 *
 * @param growth replicas and partitions that are added, whatever else the objective does
 * @param tolerance how far from the mean a broker may be, as a part of the mean
 * @param weight of balance against movement. Below 1 a move must repair so many times more for what
 *     it costs; above 1 brokers are brought so many times nearer to the mean than the tolerance
 * @param seed of the samples that the search looks at; the same seed gives the same plan
 */
public record PlanRequest(
    Objective objective, Growth growth, double tolerance, double weight, Limits limits, long seed) {
  /** Moves what brings brokers within the tolerance, and no more. */
  public static final double EVEN_WEIGHT = 1;

  public PlanRequest {
    if (!(weight > 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException("weight " + weight + " is not above 0");
    }
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance " + tolerance + " is not between 0 and 1");
    }
    if (objective.copiesNothing() && !growth.isNone()) {
      throw new IllegalArgumentException(objective + " copies nothing, and so can add nothing");
    }
  }

  /** A request of even weight. */
  public PlanRequest(
      Objective objective, Growth growth, double tolerance, Limits limits, long seed) {
    this(objective, growth, tolerance, EVEN_WEIGHT, limits, seed);
  }

  /** A request of even weight that adds nothing. */
  public PlanRequest(Objective objective, double tolerance, Limits limits, long seed) {
    this(objective, Growth.NONE, tolerance, limits, seed);
  }

  /** The same with another weight. */
  public PlanRequest weighing(double weight) {
    return new PlanRequest(objective, growth, tolerance, weight, limits, seed);
  }

  /** How far from the mean the search leaves a broker, as a part of the mean. */
  double aim() {
    return tolerance / Math.max(EVEN_WEIGHT, weight);
  }
}
