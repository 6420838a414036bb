package io.kadvisor.core.planner.placement;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;

/**
 * What each broker carries when all of its replicas peak at once: the most that can be, added up
 * where it is asked for, since a search goes by means. A replica whose peak is not known counts
 * with its mean.
 */
public final class PeakLoads {
  private final ClusterModel model;
  private final double[] carried;

  private PeakLoads(ClusterModel model) {
    this.model = model;
    carried = new double[model.brokerCount() * Resource.COUNT];
  }

  public static PeakLoads of(Placement placement) {
    ClusterModel model = placement.model();
    var peaks = new PeakLoads(model);
    var load = new double[Measure.COUNT];
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      placement.loadOf(replica, load);
      peaks.add(replica, load, placement.brokerOf(replica));
    }
    return peaks;
  }

  /** Counts a replica with this load, of means, on one broker more. */
  public void add(int replica, double[] load, int broker) {
    for (int resource = 0; resource < Resource.COUNT; resource++) {
      carried[broker * Resource.COUNT + resource] += atPeak(replica, load, resource);
    }
  }

  /** What the replica would bring above what may be used, as parts of that; 0 when it fits. */
  public double overrun(int broker, int replica, double[] load) {
    double sum = 0;
    for (Resource resource : Resource.values()) {
      double usable = model.constraints().usable(model.brokers().get(broker), resource);
      double more = atPeak(replica, load, resource.column());
      double over = carried(broker, resource) + more - usable;
      sum += more > 0 ? Math.max(0, over) / usable : 0;
    }
    return sum;
  }

  private double atPeak(int replica, double[] load, int resource) {
    return load[resource] * model.timesAtPeak(model.partitionOf(replica), resource);
  }

  /** In the resource's own unit; of disk the mean, which has no peak. */
  public double carried(int broker, Resource resource) {
    return carried[broker * Resource.COUNT + resource.column()];
  }
}
