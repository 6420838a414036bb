package io.kadvisor.core.planner.bound;

import io.kadvisor.core.planner.model.ClusterModel;
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
    ClusterModel model = start.model();
    RackShares shares = aims.shares(measure);
    double total = 0;
    double incoming = 0;
    double ends = 0;
    int outside = 0;
    for (int rack = 0; rack < model.racks().size(); rack++) {
      var limits = new RackLimits(start, aims, measure, rack);
      total += limits.before;
      if (limits.brokers == 0) {
        continue;
      }
      double most = shares.most();
      double least = shares.least();
      outside += limits.outside(least, most);
      double lacks = limits.lacks(most);
      double excess = limits.excess(least);
      double free = limits.before + lacks - excess;
      double end = Math.min(Math.max(free, least), most);
      incoming += lacks + Math.max(0, end - free);
      ends += end;
    }
    return new Floor(incoming + Math.max(0, total - ends), outside);
  }
}
