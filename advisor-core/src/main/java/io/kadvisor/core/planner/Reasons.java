package io.kadvisor.core.planner;

import io.kadvisor.core.planner.Reason.Kind;
import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;
import java.util.EnumSet;
import java.util.Set;

/**
 * Finds the reasons of moves by comparing the cluster before with its limits, so that nothing need
 * be kept during the search, in which a replica may go back and forth.
 */
final class Reasons {
  /** Potential bytes out repeat what bytes out say. */
  private static final Set<Measure> TOLD =
      EnumSet.complementOf(EnumSet.of(Measure.POTENTIAL_NW_OUT));

  private final Placement after;
  private final Placement before;
  private final ClusterModel model;
  private final Aims aims;
  private final Racks racks;
  private final double[] load = new double[Measure.COUNT];

  Reasons(Placement after, Aims aims) {
    this.after = after;
    this.aims = aims;
    model = after.model();
    before = new Placement(model);
    racks = new Racks(model);
  }

  Reason of(int replica) {
    int source = model.brokerOf(replica);
    int partition = model.partitionOf(replica);
    if (!model.takesReplicas(source)) {
      double all = before.carried(source, Measure.REPLICAS.column());
      return new Reason(Kind.EVACUATED, source, Measure.REPLICAS, 1, all);
    }
    int target = after.brokerOf(replica);
    if (racks.spreadWithRack(before, replica, model.rackOf(target))
        > racks.spread(before, partition)) {
      return new Reason(Kind.RACK, source, Measure.REPLICAS, 0, 0);
    }
    before.loadOf(replica, load);
    Reason best = new Reason(Kind.ROOM, source, Measure.REPLICAS, 0, 0);
    double most = 0;
    for (Measure measure : TOLD) {
      for (Reason each : new Reason[] {relieved(source, measure), filled(target, measure)}) {
        double mean = aims.mean(each.broker(), measure.column());
        if (mean > 0 && each.repaired() / mean > most) {
          most = each.repaired() / mean;
          best = each;
        }
      }
    }
    return best;
  }

  private Reason relieved(int broker, Measure measure) {
    int column = measure.column();
    double wrong = Math.max(0, before.carried(broker, column) - aims.high(broker, column));
    return new Reason(Kind.RELIEVED, broker, measure, Math.min(load[column], wrong), wrong);
  }

  private Reason filled(int broker, Measure measure) {
    int column = measure.column();
    double wrong = Math.max(0, aims.low(broker, column) - before.carried(broker, column));
    return new Reason(Kind.FILLED, broker, measure, Math.min(load[column], wrong), wrong);
  }
}
