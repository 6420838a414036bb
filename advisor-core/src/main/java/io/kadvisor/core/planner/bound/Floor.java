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
 */
public record Floor(double moved, int outside) {

  /**
   * The floor of one measure, for a cluster as it is.
   *
   * @param measure disk, bytes in or replicas
   */
  public static Floor of(Placement start, Aims aims, Measure measure) {
    RackShares shares = aims.shares(measure);
    double total = 0;
    double incoming = 0;
    double ends = 0;
    int outside = 0;
    for (int rack = 0; rack < start.model().racks().size(); rack++) {
      var alone = new boolean[start.model().racks().size()];
      alone[rack] = true;
      var limits = new RackLimits(start, aims, measure, alone);
      total += limits.before;
      if (limits.brokers > 0) {
        outside += limits.outside(shares.least(), shares.most());
        double lacks = limits.lacks(shares.most());
        double free = limits.before + lacks - limits.excess(shares.least());
        double end = Math.min(Math.max(free, shares.least()), shares.most());
        incoming += lacks + Math.max(0, end - free);
        ends += end;
      }
    }
    int together = outsideOfGroups(start, aims, measure, total);
    return new Floor(incoming + Math.max(0, total - ends), Math.max(outside, together));
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
