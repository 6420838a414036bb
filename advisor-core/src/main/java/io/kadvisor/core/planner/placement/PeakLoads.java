package io.kadvisor.core.planner.placement;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;

/**
 * What each broker carries when all of its replicas peak at once: the most that can be, added up
 * where it is asked for, since a search goes by means. A replica whose peak is not known counts
 * with its mean.
 */
public final class PeakLoads {
  private final double[] carried;

  private PeakLoads(double[] carried) {
    this.carried = carried;
  }

  public static PeakLoads of(Placement placement) {
    ClusterModel model = placement.model();
    var carried = new double[model.brokerCount() * Resource.COUNT];
    var load = new double[Measure.COUNT];
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      placement.loadOf(replica, load);
      int at = placement.brokerOf(replica) * Resource.COUNT;
      int partition = model.partitionOf(replica);
      for (int resource = 0; resource < Resource.COUNT; resource++) {
        carried[at + resource] += load[resource] * model.timesAtPeak(partition, resource);
      }
    }
    return new PeakLoads(carried);
  }

  /** In the resource's own unit; of disk the mean, which has no peak. */
  public double carried(int broker, Resource resource) {
    return carried[broker * Resource.COUNT + resource.column()];
  }
}
