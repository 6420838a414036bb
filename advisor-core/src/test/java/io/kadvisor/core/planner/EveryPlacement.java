package io.kadvisor.core.planner;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;

/** Every placement of a small cluster that keeps the rule of racks, and the best in one measure. */
final class EveryPlacement {
  private final Placement placement;
  private final ClusterModel model;
  private final Racks racks;
  private final Figure figure;
  private BestPlacement best = BestPlacement.NONE;

  private EveryPlacement(Figure figure) {
    this.figure = figure;
    model = figure.model();
    placement = new Placement(model);
    racks = new Racks(model);
  }

  /** Looks at all of them. */
  static BestPlacement of(Figure figure) {
    var all = new EveryPlacement(figure);
    all.place(0);
    return all.best;
  }

  private void place(int replica) {
    if (replica == model.replicaCount()) {
      lead(figure.measure().movesWithReplicas() ? model.partitionCount() : 0);
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
      boolean inside = figure.isInside(broker, carried(broker));
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
      shared &= figure.isAsShared(broker, carried(broker));
    }
    return shared;
  }

  private double carried(int broker) {
    return placement.carried(broker, figure.measure().column());
  }

  /** A copy is a broker that had no such replica of the partition, whichever replica it is now. */
  private double moved() {
    double moved = 0;
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      int partition = model.partitionOf(replica);
      boolean known = false;
      for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
        boolean isThere = model.brokerOf(each) == placement.brokerOf(replica);
        known |= isThere && figure.size(each) == figure.size(replica);
      }
      moved += known ? 0 : figure.size(replica);
    }
    return moved;
  }
}
