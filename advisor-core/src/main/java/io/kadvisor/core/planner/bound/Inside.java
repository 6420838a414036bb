package io.kadvisor.core.planner.bound;

import java.util.Arrays;

/**
 * What brokers inside one upper limit can carry at most: nothing that is larger, and of what is
 * larger than the m-th part of it no more than m - 1 pieces each.
 */
final class Inside {
  /** The number of brokers that must be outside, since a partition's replicas are all too large. */
  final int leastOutside;

  private final double most;
  private final double[][] lost;

  /**
   * @param most that any number of brokers can carry within the limit
   * @param crowding for each m from 2 on, what is lost with each piece that has no place
   */
  Inside(double most, int leastOutside, double[][] crowding) {
    this.most = most;
    this.leastOutside = leastOutside;
    lost = Arrays.stream(crowding).map(Inside::summed).toArray(double[][]::new);
  }

  private static double[] summed(double[] losses) {
    double[] sums = losses.clone();
    Arrays.sort(sums);
    Arrays.parallelPrefix(sums, Double::sum);
    return sums;
  }

  /** The most that so many brokers carry. */
  double most(int brokers) {
    double least = most;
    for (int each = 0; each < lost.length; each++) {
      int left = lost[each].length - (each + 1) * brokers;
      if (left > 0) {
        least = Math.min(least, most - lost[each][left - 1]);
      }
    }
    return least;
  }
}
