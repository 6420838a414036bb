package io.kadvisor.core.planner;

/**
 * A plan among others for the same cluster.
 *
 * @param weight of balance against movement that gives it
 * @param megabytes copied
 * @param outside brokers outside the band, each counted in every measure in which it is
 * @param spread of what brokers carry, as {@link Plan#spread} has it
 */
public record Alternative(
    Kind kind, double weight, Plan plan, double megabytes, int outside, double spread) {
  /** What speaks for it. */
  public enum Kind {
    LEAST_DATA,
    BETWEEN,
    BEST_BALANCE,
    /** Nothing copies less, and nothing balances better. */
    BEST_IN_BOTH
  }

  static Alternative of(double weight, Plan plan) {
    return new Alternative(
        Kind.BETWEEN, weight, plan, plan.moves().megabytes(), plan.outside(), plan.spread());
  }

  Alternative as(Kind kind) {
    return new Alternative(kind, weight, plan, megabytes, outside, spread);
  }

  /** True when this one is nowhere worse and somewhere better. */
  public boolean dominates(Alternative other) {
    return isAsGoodAs(other) && !other.isAsGoodAs(this);
  }

  boolean isAsGoodAs(Alternative other) {
    return megabytes <= other.megabytes && outside <= other.outside && spread <= other.spread;
  }
}
