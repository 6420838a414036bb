package io.kadvisor.core.planner.bound;

import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;

/**
 * What no plan can do better in one measure: how much must move, and how many brokers stay outside
 * ±tolerance, whatever is moved.
 *
 * <p>Rack by rack: a broker below its lower limit takes what it lacks, one above gives what it has
 * too much, and a rack ends with no less than its replicas must be and no more than they can be. So
 * for a rack that carries {@code t} in the end, at least {@code max(lacks, t - before + excess)}
 * comes in. The bound is the least sum of that over all ways to divide the cluster's load. Where
 * the racks leave some broker outside, only those that can be inside are counted to lack.
 *
 * @param moved the least that moves, in the measure's unit
 * @param outside the least number of brokers outside
 * @param movedAsShared the least that moves when those outside come as near as the search brings
 *     them: its own way of sharing a rack out ({@link Aims})
 */
public record Floor(double moved, int outside, double movedAsShared) {
  /** More ways than these brokers have are not looked at, and nothing is promised. */
  private static final int MOST_SHARED_OUT = 2;

  /**
   * The floor of one measure, for a cluster as it is.
   *
   * @param measure disk, bytes in or replicas
   */
  public static Floor of(Placement start, Aims aims, Measure measure) {
    RackShares shares = aims.shares(measure);
    int racks = start.model().racks().size();
    var limits = new RackLimits[racks];
    double total = 0;
    int outside = 0;
    for (int rack = 0; rack < racks; rack++) {
      var alone = new boolean[racks];
      alone[rack] = true;
      limits[rack] = new RackLimits(start, aims, measure, alone);
      total += limits[rack].before;
      outside += limits[rack].outside(shares.least(), shares.most());
    }
    int together = Math.max(outside, outsideOfGroups(start, aims, measure, total));
    var more = new int[racks];
    double moved = leastMoved(limits, shares, total, together - outside, 0, more);
    double asShared = together == 0 ? moved : aims.leastMoved(start, measure);
    return new Floor(moved, together, asShared);
  }

  /** The same where so much of what must move is not copied. */
  public Floor without(double notCopied) {
    return new Floor(
        Math.max(0, moved - notCopied), outside, Math.max(0, movedAsShared - notCopied));
  }

  /**
   * The least over all ways to share out the brokers that are outside besides each rack's own.
   *
   * @param left so many are still to be shared out, over this rack and those that follow
   * @param more what the racks before have of them
   */
  private static double leastMoved(
      RackLimits[] racks, RackShares shares, double total, int left, int rack, int[] more) {
    if (left > MOST_SHARED_OUT) {
      return 0;
    }
    if (left == 0) {
      return moved(racks, shares, total, more);
    }
    double least = Double.POSITIVE_INFINITY;
    for (int each = rack; each < racks.length; each++) {
      more[each]++;
      least = Math.min(least, leastMoved(racks, shares, total, left - 1, each, more));
      more[each]--;
    }
    return least;
  }

  private static double moved(RackLimits[] racks, RackShares shares, double total, int[] more) {
    double incoming = 0;
    double ends = 0;
    for (int each = 0; each < racks.length; each++) {
      RackLimits rack = racks[each];
      if (rack.brokers > 0) {
        int outside = rack.outside(shares.least(), shares.most()) + more[each];
        double lacks = rack.lacks(outside);
        double free = rack.before + lacks - rack.excess(outside);
        double end = Math.min(Math.max(free, shares.least()), shares.most());
        incoming += lacks + Math.max(0, end - free);
        ends += end;
      }
    }
    return incoming + Math.max(0, total - ends);
  }

  /** Where the largest racks can carry too little, all others together must carry the rest. */
  private static int outsideOfGroups(Placement start, Aims aims, Measure measure, double total) {
    RackShares shares = aims.shares(measure);
    int most = 0;
    for (int count = 1; count < shares.count(); count++) {
      boolean[] largest = shares.largest(count);
      var others = new boolean[largest.length];
      for (int rack = 0; rack < others.length; rack++) {
        others[rack] = !largest[rack];
      }
      double carried = shares.most(count);
      int outside =
          new RackLimits(start, aims, measure, largest).outside(0, carried)
              + new RackLimits(start, aims, measure, others)
                  .outside(total - carried, Double.MAX_VALUE);
      most = Math.max(most, outside);
    }
    return most;
  }
}
