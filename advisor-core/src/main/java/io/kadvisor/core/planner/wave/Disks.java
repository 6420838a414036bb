package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;

/** What is on each disk, and may be: copies take their room before what they replace goes. */
final class Disks {
  private static final double ROUNDING = 1 + 1e-9;

  private final double[] used;
  private final double[] limit;

  /**
   * @param part of each disk that may be used; what is used at the beginning always may
   */
  Disks(ClusterModel model, double part) {
    used = new double[model.brokerCount()];
    limit = new double[model.brokerCount()];
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      used[model.brokerOf(replica)] += model.disk(replica);
    }
    for (int broker = 0; broker < limit.length; broker++) {
      double capacity = model.brokers().get(broker).capacity().of(Resource.DISK);
      limit[broker] = Math.max(part * capacity, used[broker]) * ROUNDING;
    }
  }

  double used(int broker) {
    return used[broker];
  }

  double limit(int broker) {
    return limit[broker];
  }

  /** Megabytes that are missing on a broker for so many more. */
  double lack(int broker, double megabytes) {
    return Math.max(0, used[broker] + megabytes - limit[broker]);
  }

  /** Megabytes that are missing, on all brokers together, for a step while nothing else runs. */
  double lack(Step step) {
    double sum = 0;
    for (int at : step.added()) {
      sum += lack(step.after().broker(at), step.after().megabytes(at));
    }
    return sum;
  }

  /** Lets a broker use so much. */
  void allow(int broker, double megabytes) {
    limit[broker] = Math.max(limit[broker], megabytes * ROUNDING);
  }

  /** Takes note that a step is done, and what it replaces deleted. */
  void apply(Step step) {
    for (int at : step.added()) {
      used[step.after().broker(at)] += step.after().megabytes(at);
    }
    for (int at : step.removed()) {
      used[step.before().broker(at)] -= step.before().megabytes(at);
    }
  }
}
