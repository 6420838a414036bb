package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;

/**
 * Takes moved replicas from brokers that are above what they may use, to others that have room:
 * where a later one brought its broker above, an earlier one may still go elsewhere. What is moved
 * already costs nothing more.
 */
final class Relief {
  private final Ground ground;
  private final Balance balance;
  private final ClusterModel model;
  private final Placement placement;
  private final double[] load = new double[Measure.COUNT];

  Relief(Ground ground, Balance balance) {
    this.ground = ground;
    this.balance = balance;
    model = ground.model();
    placement = ground.placement();
  }

  /** One replica after another, and all again, since one that went has left room for others. */
  void run() {
    boolean relieved = true;
    while (relieved) {
      relieved = false;
      for (int broker = 0; broker < model.brokerCount(); broker++) {
        relieved |= ground.isOpen(broker) && balance.isOverrun(broker) && isRelieved(broker);
      }
    }
  }

  private boolean isRelieved(int broker) {
    int best = -1;
    int bestTarget = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int replica : placement.hosted(broker)) {
      placement.loadOf(replica, load);
      if (placement.isMoved(replica) && balance.isPartOfOverrun(broker, load)) {
        double leaving = balance.change(broker, load, -1);
        for (int target = 0; target < model.brokerCount(); target++) {
          if (leaving - balance.mostRepaired(target) < least) {
            double change = leaving + balance.change(target, load, 1);
            if (change < least && balance.fits(target, load) && ground.allows(replica, target)) {
              least = change;
              best = replica;
              bestTarget = target;
            }
          }
        }
      }
    }
    if (best >= 0) {
      ground.move(best, bestTarget);
    }
    return best >= 0;
  }
}
