package io.kadvisor.core.planner;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.Arrays;

/**
 * Every way to divide up to a dozen partitions of one replica among brokers, and the best in one
 * measure. A set of partitions is a bit mask: what the first brokers do best with a set is found
 * from each part of it that the last of them could have.
 */
final class EveryDivision {
  private final ClusterModel model;
  private final Figure figure;
  private final int sets;
  private final double[] load;
  private int[] outside;
  private double[] moved;
  private double[] asShared;

  private EveryDivision(Figure figure) {
    this.figure = figure;
    model = figure.model();
    sets = 1 << model.partitionCount();
    load = loads();
    outside = new int[sets];
    moved = new double[sets];
    asShared = new double[sets];
    Arrays.fill(outside, 1, sets, model.brokerCount() + 1);
    Arrays.fill(moved, 1, sets, Double.MAX_VALUE);
    Arrays.fill(asShared, 1, sets, Double.MAX_VALUE);
  }

  static BestPlacement of(Figure figure) {
    var all = new EveryDivision(figure);
    ClusterModel model = figure.model();
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      if (model.takesReplicas(broker)) {
        all.bring(broker);
      }
    }
    int whole = all.sets - 1;
    return new BestPlacement(all.outside[whole], all.moved[whole], all.asShared[whole]);
  }

  private double[] loads() {
    var start = new Placement(model);
    var of = new double[Measure.COUNT];
    var sums = new double[sets];
    for (int set = 1; set < sets; set++) {
      start.loadOf(Integer.numberOfTrailingZeros(set), of);
      sums[set] = sums[set & set - 1] + of[figure.measure().column()];
    }
    return sums;
  }

  /** Lets one broker more have any part of each set. */
  private void bring(int broker) {
    double[] copied = copied(broker);
    var newOutside = new int[sets];
    var newMoved = new double[sets];
    var newShared = new double[sets];
    for (int set = 0; set < sets; set++) {
      newOutside[set] = Integer.MAX_VALUE;
      newShared[set] = Double.MAX_VALUE;
      for (int part = set; part >= 0; part = part == 0 ? -1 : part - 1 & set) {
        int rest = set ^ part;
        int then = outside[rest] + (figure.isInside(broker, load[part]) ? 0 : 1);
        double copies = moved[rest] + copied[part];
        if (then < newOutside[set] || (then == newOutside[set] && copies < newMoved[set])) {
          newOutside[set] = then;
          newMoved[set] = copies;
        }
        if (figure.isAsShared(broker, load[part])) {
          newShared[set] = Math.min(newShared[set], asShared[rest] + copied[part]);
        }
      }
    }
    outside = newOutside;
    moved = newMoved;
    asShared = newShared;
  }

  /** What the broker copies to have a set. */
  private double[] copied(int broker) {
    var copied = new double[sets];
    for (int set = 1; set < sets; set++) {
      int replica = Integer.numberOfTrailingZeros(set);
      boolean isThere = model.brokerOf(replica) == broker;
      copied[set] = copied[set & set - 1] + (isThere ? 0 : figure.size(replica));
    }
    return copied;
  }
}
