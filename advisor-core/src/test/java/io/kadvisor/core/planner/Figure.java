package io.kadvisor.core.planner;

import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;

/** One measure of a cluster, as a search through all placements looks at it. */
record Figure(ClusterModel model, Aims aims, double tolerance, Measure measure) {
  /** Within the tolerance about the mean; counts are rounded outwards. */
  boolean isInside(int broker, double carried) {
    double mean = aims.mean(broker, measure.column());
    double low = mean * (1 - tolerance);
    double high = mean * (1 + tolerance);
    return measure.resource().isEmpty()
        ? carried >= Math.floor(low) && carried <= Math.ceil(high)
        : carried >= low * (1 - 1e-9) && carried <= high * (1 + 1e-9);
  }

  /** Within what the search aims at. */
  boolean isAsShared(int broker, double carried) {
    double rounding = 1e-9 * (1 + carried);
    return carried >= aims.low(broker, measure.column()) - rounding
        && carried <= aims.high(broker, measure.column()) + rounding;
  }

  /** What copying a replica counts. */
  double size(int replica) {
    return switch (measure) {
      case DISK -> model.disk(replica);
      case NW_IN -> model.nwIn(replica);
      case CPU, NW_OUT, REPLICAS, LEADERS, LEADER_NW_IN, POTENTIAL_NW_OUT -> 1;
    };
  }
}
