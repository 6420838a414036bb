package io.kadvisor.core.planner.bound;

import java.util.Arrays;

/**
 * The least that moves when so many brokers are outside, and all others are within their limits.
 */
final class LeastMoved {
  /** More ways to share brokers out are not looked at, and each rack may have them all. */
  private static final int MOST_WAYS = 500;

  private final RackLimits[] racks;
  private final Outside outside;
  private final RackShares shares;
  private final int[] more;
  private final double total;

  LeastMoved(RackLimits[] racks, Outside outside, RackShares shares) {
    this.racks = racks;
    this.outside = outside;
    this.shares = shares;
    more = new int[racks.length];
    double sum = 0;
    for (RackLimits rack : racks) {
      sum += rack.before;
    }
    total = sum;
  }

  /** The least over all ways to share out the brokers that are outside besides each rack's own. */
  double with(int brokers) {
    int left = brokers;
    for (int rack = 0; rack < racks.length; rack++) {
      left -= outside.of(rack);
    }
    if (ways(left) > MOST_WAYS) {
      Arrays.fill(more, left);
      return moved();
    }
    return least(left, 0);
  }

  private double ways(int left) {
    double ways = 1;
    for (int each = 1; each <= left; each++) {
      ways *= (racks.length - 1.0 + each) / each;
    }
    return ways;
  }

  private double least(int left, int from) {
    if (left == 0) {
      return moved();
    }
    double least = Double.POSITIVE_INFINITY;
    for (int rack = from; rack < racks.length; rack++) {
      more[rack]++;
      least = Math.min(least, least(left - 1, rack));
      more[rack]--;
    }
    return least;
  }

  private double moved() {
    double incoming = 0;
    double ends = 0;
    for (int at = 0; at < racks.length; at++) {
      RackLimits rack = racks[at];
      if (rack.brokers > 0) {
        int without = outside.of(at) + more[at];
        double lacks = rack.lacks(without);
        double free = rack.before + lacks - rack.excess(without);
        double end = Math.min(Math.max(free, shares.least()), shares.most());
        incoming += lacks + Math.max(0, end - free);
        ends += end;
      }
    }
    return incoming + Math.max(0, total - ends);
  }
}
