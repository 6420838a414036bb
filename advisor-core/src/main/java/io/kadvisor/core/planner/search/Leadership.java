package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Placement;

/**
 * Changes of leader: free of bytes, they level leaders, the bytes that these take in and send out,
 * and their CPU. As with moves, those that repair most come first.
 */
final class Leadership {
  private static final double[] LEVELS = {12, 8, 6, 5, 4, 3, 2.5, 2, 1.5, 1, 0.7, 0.4, 0.2, 0.1};
  private static final double LEAST = 0.03;
  private static final int PARTITIONS_BETWEEN_LOOKS = 1024;

  private final Ground ground;
  private final Balance balance;
  private final ClusterModel model;
  private final Placement placement;

  Leadership(Ground ground, Balance balance) {
    this.ground = ground;
    this.balance = balance;
    model = ground.model();
    placement = ground.placement();
  }

  void run() {
    for (double level : LEVELS) {
      run(level);
    }
    tidy();
  }

  /** Repairs what is left, and takes back changes that are needed no more. */
  void tidy() {
    run(LEAST);
  }

  private void run(double level) {
    double unit = level * model.brokerCount() / Math.max(1, model.partitionCount());
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      if (partition % PARTITIONS_BETWEEN_LOOKS == 0 && ground.isStopped()) {
        return;
      }
      if (model.replicationFactor(partition) > 1 && !ground.isFixed(partition)) {
        change(partition, unit);
      }
    }
  }

  private void change(int partition, double unit) {
    int leader = placement.leaderOf(partition);
    int best = leader;
    double least = -unit;
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      if (each != leader && promises(leader, each, unit)) {
        double change = balance.changeOfLeader(partition, each);
        // Back to the first leader is one change fewer.
        change -= each == model.leaderOf(partition) ? unit : 0;
        if (change < least && isAble(partition, each)) {
          least = change;
          best = each;
        }
      }
    }
    if (best != leader) {
      placement.lead(partition, best);
    }
  }

  /** False where there is too little to repair, as in most looks once most brokers are inside. */
  private boolean promises(int leader, int replica, double unit) {
    int first = model.leaderOf(model.partitionOf(replica));
    double most =
        balance.mostRepairedByLeading(placement.brokerOf(leader))
            + balance.mostRepairedByLeading(placement.brokerOf(replica));
    return most > (replica == first ? 0 : unit);
  }

  private boolean isAble(int partition, int replica) {
    return ground.mayLead(replica) && balance.fitsLeading(partition, replica);
  }
}
