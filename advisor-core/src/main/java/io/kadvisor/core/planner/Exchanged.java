package io.kadvisor.core.planner;

import io.kadvisor.core.planner.Reason.Kind;
import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.Arrays;

/**
 * What comes to each broker, which replicas that leave it for no trouble of its own make room for.
 * The room that is needed is shared out over them as what is wrong is over others.
 */
final class Exchanged {
  private static final int NONE = -1;

  private final Placement after;
  private final ClusterModel model;
  private final int[] arrival;
  private final double[] comes;
  private final double[] left;
  private final double[] load = new double[Measure.COUNT];
  private boolean counted;

  Exchanged(Placement after) {
    this.after = after;
    model = after.model();
    arrival = new int[model.brokerCount()];
    comes = new double[arrival.length * Measure.COUNT];
    left = new double[comes.length];
  }

  /** The room that a moved replica makes where it was; another reason where nothing comes there. */
  Reason reason(int replica, Aims aims, Reason otherwise) {
    count();
    int source = model.brokerOf(replica);
    int other = partner(replica);
    if (other == NONE) {
      return otherwise;
    }
    after.loadOf(replica, load);
    Reason best =
        new Reason(Kind.ROOM, source, Measure.REPLICAS, 0, comes(source, Measure.REPLICAS), other);
    double most = 0;
    for (Measure measure : Measure.scored()) {
      int at = source * Measure.COUNT + measure.column();
      double room = Math.min(load[measure.column()], left[at]);
      double mean = aims.mean(source, measure.column());
      if (mean > 0 && room / mean > most) {
        most = room / mean;
        best = new Reason(Kind.ROOM, source, measure, room, comes[at], other);
      }
      left[at] -= room;
    }
    return best;
  }

  private double comes(int broker, Measure measure) {
    return comes[broker * Measure.COUNT + measure.column()];
  }

  /** One that comes to its broker from where it goes itself, or else any that comes there. */
  private int partner(int replica) {
    int source = model.brokerOf(replica);
    for (int at = 0; at < after.hostedCount(source); at++) {
      int each = after.hosted(source, at);
      if (after.isMoved(each) && model.brokerOf(each) == after.brokerOf(replica)) {
        return each;
      }
    }
    return arrival[source];
  }

  private void count() {
    if (counted) {
      return;
    }
    counted = true;
    Arrays.fill(arrival, NONE);
    for (int replica = model.replicaCount() - 1; replica >= 0; replica--) {
      if (after.isMoved(replica)) {
        int target = after.brokerOf(replica);
        arrival[target] = replica;
        after.loadOf(replica, load);
        for (int measure = 0; measure < Measure.COUNT; measure++) {
          comes[target * Measure.COUNT + measure] += load[measure];
        }
      }
    }
    System.arraycopy(comes, 0, left, 0, left.length);
  }
}
