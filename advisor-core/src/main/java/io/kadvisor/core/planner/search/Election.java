package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Placement;

/**
 * Gives partitions back to the replica that is preferred as leader, where it is in service and its
 * broker can lead them, too. Nothing is copied and no order changes.
 */
final class Election {
  private final Ground ground;
  private final Balance balance;
  private final ClusterModel model;
  private final Placement placement;

  Election(Ground ground, Balance balance) {
    this.ground = ground;
    this.balance = balance;
    model = ground.model();
    placement = ground.placement();
  }

  /** One election may make room for another, so they are tried until none is left that can be. */
  void run() {
    boolean elected = true;
    while (elected && !ground.isStopped()) {
      elected = false;
      for (int partition = 0; partition < model.partitionCount(); partition++) {
        elected |= isElected(partition);
      }
    }
  }

  private boolean isElected(int partition) {
    int preferred = model.firstReplica(partition);
    if (placement.leaderOf(partition) == preferred
        || !ground.mayLead(preferred)
        || !balance.fitsLeading(partition, preferred)) {
      return false;
    }
    placement.lead(partition, preferred);
    return true;
  }
}
