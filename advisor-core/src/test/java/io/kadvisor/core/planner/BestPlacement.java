package io.kadvisor.core.planner;

/**
 * The best of all placements in one measure.
 *
 * @param fewestOutside brokers outside the band
 * @param leastMoved the least that is copied with as few outside, in the measure's unit
 * @param leastAsShared the same within all that the search aims at
 */
record BestPlacement(double fewestOutside, double leastMoved, double leastAsShared) {
  /** Before the first is looked at. */
  static final BestPlacement NONE =
      new BestPlacement(Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE);
}
