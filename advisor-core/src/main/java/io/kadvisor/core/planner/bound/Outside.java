package io.kadvisor.core.planner.bound;

import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How many brokers no placement brings inside, in one measure: each rack's own, the largest racks'
 * and all others' together, and all brokers' whatever the racks, of which the most counts.
 */
final class Outside {
  private final Placement start;
  private final Aims aims;
  private final Measure measure;
  private final RackShares shares;
  private final Sizes sizes;
  private final RackLimits[] racks;
  private final int[] own;

  /**
   * @param racks the limits of each rack
   */
  Outside(Placement start, Aims aims, Measure measure, Sizes sizes, RackLimits[] racks) {
    this.start = start;
    this.aims = aims;
    this.measure = measure;
    this.sizes = sizes;
    this.racks = racks;
    shares = aims.shares(measure);
    own = new int[racks.length];
    for (int rack = 0; rack < own.length; rack++) {
      own[rack] = racks[rack].outside(shares.least(), limit -> inRacks(1, limit));
    }
  }

  private Inside inRacks(int count, double limit) {
    return sizes.inRacks(count, shares.most(count), limit);
  }

  /** The least of a rack. */
  int of(int rack) {
    return own[rack];
  }

  /** The least of all. */
  int least() {
    double total = 0;
    for (RackLimits rack : racks) {
      total += rack.before;
    }
    int most = Math.max(IntStream.of(own).sum(), everywhere());
    for (int count = 1; count < shares.count(); count++) {
      most = Math.max(most, ofGroups(count, total));
    }
    return most;
  }

  private int everywhere() {
    var all = new boolean[racks.length];
    Arrays.fill(all, true);
    return new RackLimits(start, aims, measure, all).outside(0, sizes::everywhere);
  }

  /** Where the largest racks can carry too little, all others together must carry the rest. */
  private int ofGroups(int count, double total) {
    boolean[] largest = shares.largest(count);
    var others = new boolean[largest.length];
    for (int rack = 0; rack < others.length; rack++) {
      others[rack] = !largest[rack];
    }
    int rest = shares.count() - count;
    return new RackLimits(start, aims, measure, largest).outside(0, limit -> inRacks(count, limit))
        + new RackLimits(start, aims, measure, others)
            .outside(total - shares.most(count), limit -> inRacks(rest, limit));
  }
}
