package io.kadvisor.core.planner.bound;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import java.util.stream.IntStream;

/** What a replica brings to its broker of one measure, and what the one that leads adds to it. */
record Parts(ClusterModel model, Measure measure) {
  private static final double ROUNDING = 1e-9;

  /** True where what goes with the leadership is as much whichever replica leads. */
  boolean leadAlike() {
    return measure != Measure.LEADER_NW_IN
        || IntStream.range(0, model.replicaCount()).allMatch(this::takesInWhatLeads);
  }

  private boolean takesInWhatLeads(int replica) {
    double leads = model.nwIn(model.leaderOf(model.partitionOf(replica)));
    return Math.abs(model.nwIn(replica) - leads) <= ROUNDING * leads;
  }

  double following(int replica) {
    return switch (measure) {
      case CPU, DISK, NW_IN, NW_OUT -> model.following(replica, measure.column());
      case REPLICAS -> 1;
      case LEADERS, LEADER_NW_IN -> 0;
      case POTENTIAL_NW_OUT -> throw new IllegalArgumentException(measure.key());
    };
  }

  double leading(int partition) {
    return switch (measure) {
      case CPU -> model.leadingCpu(partition);
      case NW_OUT -> model.leadingOut(partition);
      case LEADERS -> 1;
      case LEADER_NW_IN -> model.nwIn(model.leaderOf(partition));
      case DISK, NW_IN, REPLICAS -> 0;
      case POTENTIAL_NW_OUT -> throw new IllegalArgumentException(measure.key());
    };
  }
}
