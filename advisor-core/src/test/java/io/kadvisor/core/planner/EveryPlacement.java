package io.kadvisor.core.planner;

import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;

/** Every placement of a small cluster that keeps the rule of racks, and the best in one measure. */
final class EveryPlacement {
  private final Placement placement;
  private final ClusterModel model;
  private final Racks racks;
  private final Aims aims;
  private final Measure measure;
  private final double tolerance;
  private BestPlacement best = BestPlacement.NONE;

  private EveryPlacement(ClusterModel model, Aims aims, double tolerance, Measure measure) {
    this.model = model;
    this.aims = aims;
    this.tolerance = tolerance;
    this.measure = measure;
    placement = new Placement(model);
    racks = new Racks(model);
  }

  /** Looks at all of them. */
  static BestPlacement of(ClusterModel model, Aims aims, double tolerance, Measure measure) {
    var all = new EveryPlacement(model, aims, tolerance, measure);
    all.place(0);
    return all.best;
  }

  private void place(int replica) {
    if (replica == model.replicaCount()) {
      lead(measure.movesWithReplicas() ? model.partitionCount() : 0);
      return;
    }
    int partition = model.partitionOf(replica);
    boolean last = replica + 1 == model.endReplica(partition);
    int before = placement.brokerOf(replica);
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      if (model.takesReplicas(broker) && isFree(replica, broker)) {
        placement.move(replica, broker);
        if (!last || racks.spread(placement, partition) >= racks.wanted(partition)) {
          place(replica + 1);
        }
      }
    }
    placement.move(replica, before);
  }

  private void lead(int partition) {
    if (partition == model.partitionCount()) {
      measure();
      return;
    }
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      placement.lead(partition, each);
      lead(partition + 1);
    }
  }

  private boolean isFree(int replica, int broker) {
    for (int each = model.firstReplica(model.partitionOf(replica)); each < replica; each++) {
      if (placement.brokerOf(each) == broker) {
        return false;
      }
    }
    return true;
  }

  private void measure() {
    int outside = 0;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      double mean = aims.mean(broker, measure.column());
      double low = mean * (1 - tolerance);
      double high = mean * (1 + tolerance);
      boolean counted = measure == Measure.REPLICAS;
      double carried = placement.carried(broker, measure.column());
      boolean inside =
          counted
              ? carried >= Math.floor(low) && carried <= Math.ceil(high)
              : carried >= low * (1 - 1e-9) && carried <= high * (1 + 1e-9);
      outside += model.takesReplicas(broker) && !inside ? 1 : 0;
    }
    double moved = moved();
    double shared = isAsShared() ? Math.min(best.leastAsShared(), moved) : best.leastAsShared();
    boolean better =
        outside < best.fewestOutside()
            || (outside == best.fewestOutside() && moved < best.leastMoved());
    best =
        better
            ? new BestPlacement(outside, moved, shared)
            : new BestPlacement(best.fewestOutside(), best.leastMoved(), shared);
  }

  /** Every broker within what the search aims at. */
  private boolean isAsShared() {
    boolean shared = true;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      double carried = placement.carried(broker, measure.column());
      double rounding = 1e-9 * (1 + carried);
      shared &= carried >= aims.low(broker, measure.column()) - rounding;
      shared &= carried <= aims.high(broker, measure.column()) + rounding;
    }
    return shared;
  }

  /** A copy is a broker that had no such replica of the partition, whichever replica it is now. */
  private double moved() {
    double moved = 0;
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      int partition = model.partitionOf(replica);
      boolean known = false;
      for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
        boolean isThere = model.brokerOf(each) == placement.brokerOf(replica);
        known |= isThere && size(each) == size(replica);
      }
      moved += known ? 0 : size(replica);
    }
    return moved;
  }

  private double size(int replica) {
    return switch (measure) {
      case DISK -> model.disk(replica);
      case NW_IN -> model.nwIn(replica);
      default -> 1;
    };
  }
}
