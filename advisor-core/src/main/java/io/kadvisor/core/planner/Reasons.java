package io.kadvisor.core.planner;

import io.kadvisor.core.planner.Reason.Kind;
import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the reasons of moves by comparing the cluster before with its limits, so that nothing need
 * be kept during the search, in which a replica may go back and forth. What is wrong with a broker
 * is shared out over what leaves it or comes to it, partition by partition: each claims only what
 * those before have left, so that all together never repair more than was wrong.
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
  private final Map<Integer, Reason> ofReplicas = new HashMap<>();
  private final Map<Integer, Reason> ofLeaders = new HashMap<>();
  private final Exchanged exchanged;

  /** By broker and measure, what no move has claimed yet. */
  private final double[] excess;

  private final double[] lack;
  private boolean shared;

  Reasons(Placement after, Aims aims) {
    this.after = after;
    this.aims = aims;
    model = after.model();
    before = new Placement(model);
    racks = new Racks(model);
    exchanged = new Exchanged(after);
    excess = new double[model.brokerCount() * Measure.COUNT];
    lack = new double[excess.length];
  }

  /** Of a replica that is moved or added. */
  Reason of(int replica) {
    shareOut();
    return ofReplicas.get(replica);
  }

  /** Why the partition has another leader than before. */
  Reason ofLeader(int partition) {
    shareOut();
    return ofLeaders.get(partition);
  }

  private void shareOut() {
    if (shared) {
      return;
    }
    shared = true;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      for (int measure = 0; measure < Measure.COUNT; measure++) {
        excess[broker * Measure.COUNT + measure] = excess(broker, measure);
        lack[broker * Measure.COUNT + measure] = lack(broker, measure);
      }
    }
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      shareOut(partition);
    }
  }

  private void shareOut(int partition) {
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      if (after.isMoved(each)) {
        setMoving(each);
        ofReplicas.put(each, reasonOf(each));
        take(model.brokerOf(each), after.brokerOf(each));
      }
    }
    if (after.leaderOf(partition) != model.leaderOf(partition)) {
      setLeading(partition);
      ofLeaders.put(partition, reasonOfLeader(partition));
      take(model.brokerOf(model.leaderOf(partition)), after.brokerOf(after.leaderOf(partition)));
    }
  }

  /** What goes with the replica; leading does where it leads before and after. */
  private void setMoving(int replica) {
    int partition = model.partitionOf(replica);
    if (model.isAddedPartition(partition)) {
      after.loadOf(replica, load);
      return;
    }
    before.loadOf(replica, load);
    if (before.leads(replica) && !after.leads(replica)) {
      load[Measure.CPU.column()] -= model.leadingCpu(partition);
      load[Measure.NW_OUT.column()] -= model.leadingOut(partition);
      load[LEADERS] = 0;
      load[Measure.LEADER_NW_IN.column()] = 0;
    }
  }

  private void setLeading(int partition) {
    Arrays.fill(load, 0);
    load[Measure.CPU.column()] = model.leadingCpu(partition);
    load[Measure.NW_OUT.column()] = model.leadingOut(partition);
    load[LEADERS] = 1;
    load[Measure.LEADER_NW_IN.column()] = model.nwIn(after.leaderOf(partition));
  }

  /** Whatever it is for, what goes is gone and what comes is there. */
  private void take(int source, int target) {
    for (int measure = 0; measure < Measure.COUNT; measure++) {
      int from = source * Measure.COUNT + measure;
      int to = target * Measure.COUNT + measure;
      excess[from] = Math.max(0, excess[from] - load[measure]);
      lack[to] = Math.max(0, lack[to] - load[measure]);
    }
  }

  private double excess(int broker, int measure) {
    return Math.max(0, before.carried(broker, measure) - aims.high(broker, measure));
  }

  private double lack(int broker, int measure) {
    return Math.max(0, aims.low(broker, measure) - before.carried(broker, measure));
  }

  private Reason reasonOf(int replica) {
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
    Reason none = new Reason(Kind.ROOM, source, Measure.REPLICAS, 0, 0);
    Reason best = best(TOLD, source, target, none);
    return best.repaired() > 0 ? best : exchanged.reason(replica, aims, none);
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
    Reason best = new Reason(kind, target, Measure.REPLICAS, 0, 0);
    for (Measure measure : TOLD) {
      Reason filled = filled(target, measure);
      best = better(new Reason(kind, target, measure, filled.repaired(), filled.wrong()), best);
    }
    return best;
  }

  private Reason reasonOfLeader(int partition) {
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
    double left = excess[broker * Measure.COUNT + column];
    return new Reason(
        Kind.RELIEVED, broker, measure, Math.min(load[column], left), excess(broker, column));
  }

  private Reason filled(int broker, Measure measure) {
    int column = measure.column();
    double left = lack[broker * Measure.COUNT + column];
    return new Reason(
        Kind.FILLED, broker, measure, Math.min(load[column], left), lack(broker, column));
  }
}
