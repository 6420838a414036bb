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

  private static final Set<Measure> OF_LEADERS =
      EnumSet.of(Measure.CPU, Measure.NW_OUT, Measure.LEADERS, Measure.LEADER_NW_IN);

  private static final int LEADERS = Measure.LEADERS.column();

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
    if (model.isAdded(replica)) {
      return ofAdded(replica, model.isAddedPartition(partition) ? Kind.PARTITION : Kind.FACTOR);
    }
    if (!model.takesReplicas(source)) {
      double all = before.carried(source, Measure.REPLICAS.column());
      return new Reason(whyItLeaves(replica), source, Measure.REPLICAS, 1, all);
    }
    if (model.isOffline(replica)) {
      return new Reason(whyItLeaves(replica), source, Measure.REPLICAS, 0, 0);
    }
    int target = after.brokerOf(replica);
    if (racks.spreadWithRack(before, replica, model.rackOf(target))
        > racks.spread(before, partition)) {
      return new Reason(Kind.RACK, source, Measure.REPLICAS, 0, 0);
    }
    before.loadOf(replica, load);
    return best(TOLD, source, target, new Reason(Kind.ROOM, source, Measure.REPLICAS, 0, 0));
  }

  private Kind whyItLeaves(int replica) {
    if (!model.isOffline(replica)) {
      return Kind.EVACUATED;
    }
    return model.takesReplicas(model.brokerOf(replica)) ? Kind.OFFLINE : Kind.LOST;
  }

  /** What is added is placed where it fills most. */
  private Reason ofAdded(int replica, Kind kind) {
    int target = after.brokerOf(replica);
    after.loadOf(replica, load);
    Reason best = new Reason(kind, target, Measure.REPLICAS, 0, 0);
    for (Measure measure : TOLD) {
      Reason filled = filled(target, measure);
      best = better(new Reason(kind, target, measure, filled.repaired(), filled.wrong()), best);
    }
    return best;
  }

  /** Why the partition has another leader than before. */
  Reason ofLeader(int partition) {
    int from = model.leaderOf(partition);
    int source = model.brokerOf(from);
    if (model.mustLeave(from)) {
      return new Reason(
          whyItLeaves(from), source, Measure.LEADERS, 1, before.carried(source, LEADERS));
    }
    int to = after.leaderOf(partition);
    if (to == model.firstReplica(partition)) {
      return new Reason(Kind.PREFERRED, after.brokerOf(to), Measure.LEADERS, 0, 0);
    }
    int target = after.brokerOf(to);
    load[Measure.CPU.column()] = model.leadingCpu(partition);
    load[Measure.NW_OUT.column()] = model.leadingOut(partition);
    load[LEADERS] = 1;
    load[Measure.LEADER_NW_IN.column()] = model.nwIn(to);
    return best(OF_LEADERS, source, target, new Reason(Kind.ROOM, source, Measure.LEADERS, 0, 0));
  }

  /** What repairs most at one of the two ends, or else another reason. */
  private Reason best(Set<Measure> measures, int source, int target, Reason otherwise) {
    Reason best = otherwise;
    for (Measure measure : measures) {
      best = better(relieved(source, measure), best);
      best = better(filled(target, measure), best);
    }
    return best;
  }

  /** The one that repairs the greater part of a mean. */
  private Reason better(Reason one, Reason other) {
    return part(one) > part(other) ? one : other;
  }

  private double part(Reason reason) {
    double mean = aims.mean(reason.broker(), reason.measure().column());
    return mean > 0 ? reason.repaired() / mean : 0;
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
