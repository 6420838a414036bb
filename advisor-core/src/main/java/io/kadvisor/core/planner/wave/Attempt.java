package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.ClusterModel;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Waves in one order of steps, and what found no room in it. Which order finds room for all is a
 * puzzle where brokers are nearly full; a few shuffles solve nearly all that can be solved, and of
 * a few steps every order is looked at.
 */
record Attempt(List<Wave> waves, Cutter cutter) {
  private static final int SHUFFLES = 32;

  /** So many steps are shuffled in all attempts together. */
  private static final int STEPS_OF_ALL_SHUFFLES = 100_000;

  /** The first attempt that blocks nothing, or the first of all. */
  static Attempt best(ClusterModel model, List<Step> steps, WaveLimits limits) {
    Attempt first = in(new Cutter(model, limits, steps, Cutter.LARGE_FIRST));
    int shuffles = Math.min(SHUFFLES, STEPS_OF_ALL_SHUFFLES / Math.max(1, steps.size()));
    for (int shuffle = 0; !first.isWhole() && shuffle < shuffles; shuffle++) {
      Attempt other = in(new Cutter(model, limits, steps, shuffled(shuffle)));
      if (other.isWhole()) {
        return other;
      }
    }
    return first.isWhole()
        ? first
        : Ordering.find(model, steps, limits)
            .map(order -> in(new Cutter(model, limits, order)))
            .filter(Attempt::isWhole)
            .orElse(first);
  }

  private static Attempt in(Cutter cutter) {
    return new Attempt(cutter.cut(), cutter);
  }

  private static Comparator<Step> shuffled(long seed) {
    return Comparator.<Step>comparingLong(
            step -> new SplittableRandom(seed << 32 | step.partition()).nextLong())
        .thenComparingInt(Step::partition);
  }

  boolean isWhole() {
    return cutter.remaining().isEmpty();
  }
}
