package io.kadvisor.core.planner.bound;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What no plan can do better in one measure: how much must move, and how many brokers stay outside
 * ±tolerance, whatever is moved.
 *
 * <p>Rack by rack: a broker below its lower limit takes what it lacks, one above gives what it has
 * too much, and a rack ends with no less than its replicas must be and no more than they can be. So
 * for a rack that carries {@code t} in the end, at least {@code max(lacks, t - before + excess)}
 * comes in. The bound is the least sum of that over all ways to divide the cluster's load. Where
 * some broker must be outside, only those that can be inside are counted to lack.
 *
 * <p>Who must be outside: so many that the others, which hold no replica larger than their upper
 * limit, no two larger than half of it, and so on up to four, can all reach their lower limits. So
 * it is asked of every rack with what its replicas can be, and of the whole cluster. Of CPU and
 * bytes out the part that leads is a piece of its own, which any replica may be, and as much as the
 * smallest is then held in one piece; leaders are all of one size and may be in any rack, so
 * nothing forbids that each broker has its part of them. Bytes in of leaders are looked at where
 * all replicas of a partition take in as much. Capacities are not looked at, nor what a request
 * leaves where it is: both only leave fewer placements.
 *
 * @param moved the least that moves, in the measure's unit; 0 for CPU, bytes out, leaders and their
 *     bytes in, which change with leaders, too
 * @param outside the least number of brokers outside
 * @param movedAsShared the least that moves when those outside come as near as the search brings
 *     them: its own way of sharing a rack out ({@link Aims})
 * @param oversize where the sizes of partitions leave more outside than racks alone
 */
public record Floor(double moved, int outside, double movedAsShared, Optional<Oversize> oversize) {
  private static final Floor NOTHING_FORBIDS = new Floor(0, 0, 0, Optional.empty());

  /**
   * The floor of one measure, for a cluster as it is.
   *
   * @param measure one with a band
   */
  public static Floor of(Placement start, Aims aims, Measure measure) {
    ClusterModel model = start.model();
    if (measure == Measure.LEADERS || !new Parts(model, measure).leadAlike()) {
      return NOTHING_FORBIDS;
    }
    var racks = new RackLimits[model.racks().size()];
    for (int rack = 0; rack < racks.length; rack++) {
      var alone = new boolean[racks.length];
      alone[rack] = true;
      racks[rack] = new RackLimits(start, aims, measure, alone);
    }
    RackShares shares = aims.shares(measure);
    var sizes = new Sizes(model, measure, shares, leastUpperLimit(model, aims, measure));
    var outside = new Outside(start, aims, measure, sizes, racks);
    int least = outside.least();
    var divisible = Sizes.divisible(model, shares);
    boolean isBySize =
        sizes.largest().isPresent()
            && least > new Outside(start, aims, measure, divisible, racks).least();
    double moved = 0;
    double asShared = 0;
    if (measure.movesWithReplicas()) {
      moved = new LeastMoved(racks, outside, shares).with(least);
      asShared = least == 0 || isBySize ? moved : aims.leastMoved(start, measure);
    }
    return new Floor(moved, least, asShared, isBySize ? sizes.largest() : Optional.empty());
  }

  private static double leastUpperLimit(ClusterModel model, Aims aims, Measure measure) {
    return IntStream.range(0, model.brokerCount())
        .filter(model::takesReplicas)
        .mapToDouble(broker -> aims.upperLimit(broker, measure))
        .min()
        .orElse(Double.MAX_VALUE);
  }

  /** The same where so much of what must move is not copied. */
  public Floor without(double notCopied) {
    return new Floor(
        Math.max(0, moved - notCopied), outside, Math.max(0, movedAsShared - notCopied), oversize);
  }
}
