package io.kadvisor.core.planner.bound;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;

/** What a replica brings to its broker of one measure, and what the one that leads adds to it. */
record Parts(ClusterModel model, Measure measure) {
  double following(int replica) {
    return switch (measure) {
      case CPU, DISK, NW_IN, NW_OUT -> model.following(replica, measure.column());
      case REPLICAS -> 1;
      case LEADERS -> 0;
      case LEADER_NW_IN, POTENTIAL_NW_OUT -> throw new IllegalArgumentException(measure.key());
    };
  }

  double leading(int partition) {
    return switch (measure) {
      case CPU -> model.leadingCpu(partition);
      case NW_OUT -> model.leadingOut(partition);
      case LEADERS -> 1;
      case DISK, NW_IN, REPLICAS -> 0;
      case LEADER_NW_IN, POTENTIAL_NW_OUT -> throw new IllegalArgumentException(measure.key());
    };
  }
}
