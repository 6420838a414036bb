package io.kadvisor.core.planner;

import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.placement.PeakLoads;
import io.kadvisor.core.planner.placement.Placement;
import java.util.List;

/**
 * Capacities in terms of means, so that a search that goes by means keeps them at the peak: a
 * broker whose replicas peak at twice their means may carry half of its capacity on the mean. At
 * first all brokers are taken to peak as the cluster does, later each as the replicas that it has.
 */
final class PeakCeilings {
  private static final List<Resource> WITH_PEAK =
      List.of(Resource.CPU, Resource.NW_IN, Resource.NW_OUT);

  private final Aims aims;
  private final Placement placement;
  private final ClusterModel model;

  PeakCeilings(Placement placement, Aims aims) {
    this.aims = aims;
    this.placement = placement;
    model = placement.model();
  }

  void ofCluster() {
    var peaks = PeakLoads.of(placement);
    for (Resource resource : WITH_PEAK) {
      double mean = 0;
      double peak = 0;
      for (int broker = 0; broker < model.brokerCount(); broker++) {
        mean += placement.carried(broker, resource.column());
        peak += peaks.carried(broker, resource);
      }
      for (int broker = 0; broker < model.brokerCount(); broker++) {
        limit(broker, resource, mean, peak);
      }
    }
  }

  /** The same by what each broker has now. */
  void ofBrokers() {
    var peaks = PeakLoads.of(placement);
    for (Resource resource : WITH_PEAK) {
      for (int broker = 0; broker < model.brokerCount(); broker++) {
        double mean = placement.carried(broker, resource.column());
        limit(broker, resource, mean, peaks.carried(broker, resource));
      }
    }
  }

  private void limit(int broker, Resource resource, double mean, double peak) {
    if (mean > 0 && model.takesReplicas(broker)) {
      aims.lowerCeiling(broker, resource.column(), capacity(broker, resource) * mean / peak);
    }
  }

  /** So many times a broker is above a capacity at its peak. */
  int exceeded() {
    var peaks = PeakLoads.of(placement);
    int count = 0;
    for (Resource resource : WITH_PEAK) {
      for (int broker = 0; broker < model.brokerCount(); broker++) {
        boolean over = peaks.carried(broker, resource) > capacity(broker, resource);
        count += over && model.takesReplicas(broker) ? 1 : 0;
      }
    }
    return count;
  }

  private double capacity(int broker, Resource resource) {
    return model.constraints().usable(model.brokers().get(broker), resource);
  }
}
