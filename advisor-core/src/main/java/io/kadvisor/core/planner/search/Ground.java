package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;
import java.util.function.BooleanSupplier;

/**
 * What all steps of a search stand on: where the replicas are, what is allowed, what a move costs,
 * and whether there is time left.
 *
 * <p>Costs and distances have one unit, the mean load of a broker, so that they can be divided by
 * each other: copying as many bytes as a broker has on the mean costs 1.
 */
final class Ground {
  /**
   * Moving as many replicas as a broker has on the mean costs as much, besides their bytes. With
   * less, more and smaller replicas are moved: at 0.3 it is 19.2 % of the replicas of grown-50-20k
   * in place of 16.7 %, and no fewer bytes.
   */
  private static final double COST_OF_REPLICAS = 1;

  /** The same for replicas that lead: a change of leader is felt by clients. */
  private static final double COST_OF_LEADERS = 0.1;

  /** Above so many replicas some looks are left out that find little. */
  private static final int LARGE = 100_000;

  private final Placement placement;
  private final ClusterModel model;
  private final Racks racks;
  private final Limits limits;
  private final BooleanSupplier stop;
  private final boolean[] fixed;
  private final boolean[] open;

  /** By replica, without what leading adds: in a column of its own, since most looks ask for it. */
  private final double[] cost;

  private final double costOfLeader;
  private boolean oldOnesStay;
  private double megabytes;
  private int moves;

  /**
   * @param stop asked now and then; once it says true, the search ends with what it has
   */
  Ground(Placement placement, Limits limits, BooleanSupplier stop) {
    this.placement = placement;
    this.limits = limits;
    this.stop = stop;
    model = placement.model();
    racks = new Racks(model);
    fixed = new boolean[model.topics().size()];
    limits.fixedTopics().forEach(topic -> fixed[topic] = true);
    open = new boolean[model.brokerCount()];
    int brokers = 0;
    for (int broker = 0; broker < open.length; broker++) {
      open[broker] = model.takesReplicas(broker) && !limits.closedBrokers().contains(broker);
      brokers += model.takesReplicas(broker) ? 1 : 0;
    }
    double disk = 0;
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      disk += model.disk(replica);
    }
    double costOfMegabyte = disk == 0 ? 0 : brokers / disk;
    double share = brokers / Math.max(1.0, model.replicaCount());
    costOfLeader = COST_OF_LEADERS * share;
    cost = new double[model.replicaCount()];
    for (int replica = 0; replica < cost.length; replica++) {
      cost[replica] = model.megabytesToCopy(replica) * costOfMegabyte + COST_OF_REPLICAS * share;
      count(replica, 1);
    }
  }

  /** From now on only added replicas are moved, and only added partitions change their leader. */
  void keepOldOnes() {
    oldOnesStay = true;
  }

  Placement placement() {
    return placement;
  }

  ClusterModel model() {
    return model;
  }

  boolean isLarge() {
    return model.replicaCount() > LARGE;
  }

  Racks racks() {
    return racks;
  }

  boolean isStopped() {
    return stop.getAsBoolean();
  }

  /** True for a broker to which replicas may be moved. */
  boolean isOpen(int broker) {
    return open[broker];
  }

  boolean isFixed(int partition) {
    return fixed[model.topicOf(partition)];
  }

  /** What moving the replica away from its first broker costs. */
  double cost(int replica) {
    return placement.leads(replica) ? cost[replica] + costOfLeader : cost[replica];
  }

  /**
   * What moving the replica away costs at least: more where it leads, which takes two more looks.
   */
  double leastCost(int replica) {
    return cost[replica];
  }

  /** What a move costs now: nothing more when it is moved already, and less when it goes home. */
  double cost(int replica, int target) {
    if (target == model.brokerOf(replica)) {
      return -cost(replica);
    }
    return placement.isMoved(replica) ? 0 : cost(replica);
  }

  /**
   * True when the replica may go there, as far as its partition, the racks, the broker's state and
   * the budget say.
   */
  boolean allows(int replica, int target) {
    return allowsBesidesRacks(replica, target) && racks.allow(placement, replica, target);
  }

  /**
   * The same without the racks. A broker that had another replica of the partition is not taken, so
   * that every moved replica is one copy, neither more nor fewer.
   */
  boolean allowsBesidesRacks(int replica, int target) {
    boolean home = target == model.brokerOf(replica);
    return target != placement.brokerOf(replica)
        && !isFixed(model.partitionOf(replica))
        && !(oldOnesStay && !model.isAdded(replica))
        && (home ? mayReturn(replica, target) : open[target] && isAffordable(replica))
        && isFree(replica, target);
  }

  /** To a broker that takes nothing new it must not bring a leadership that it got elsewhere. */
  private boolean mayReturn(int replica, int home) {
    boolean leadsAnew =
        placement.leads(replica) && model.leaderOf(model.partitionOf(replica)) != replica;
    return !model.mustLeave(replica) && (open[home] || !leadsAnew);
  }

  /** True when no other replica of the partition is or was there. */
  boolean isFree(int replica, int target) {
    int partition = model.partitionOf(replica);
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      if (each != replica
          && (placement.brokerOf(each) == target || model.brokerOf(each) == target)) {
        return false;
      }
    }
    return true;
  }

  /** True when as many bytes and moves as it needs may still be copied. */
  boolean isAffordable(int replica) {
    int more = newMoves(replica);
    return more == 0
        || (moves + more <= limits.moves()
            && megabytes + newMegabytes(replica) <= limits.megabytes());
  }

  /** The same of two that change places, since each of them may be the last that is affordable. */
  boolean allowsBoth(int one, int toOne, int other, int toOther) {
    return allows(one, toOne)
        && allows(other, toOther)
        && moves + newMoves(one) + newMoves(other) <= limits.moves()
        && megabytes + newMegabytes(one) + newMegabytes(other) <= limits.megabytes();
  }

  private int newMoves(int replica) {
    return placement.isMoved(replica) || !isCopied(replica) ? 0 : 1;
  }

  private double newMegabytes(int replica) {
    return newMoves(replica) * model.megabytesToCopy(replica);
  }

  private boolean isCopied(int replica) {
    return !model.isAddedPartition(model.partitionOf(replica));
  }

  /**
   * True when the replica may lead its partition, as far as all but the loads say. A broker that
   * takes nothing new leads what it led.
   */
  boolean mayLead(int replica) {
    int partition = model.partitionOf(replica);
    int broker = placement.brokerOf(replica);
    boolean stays = oldOnesStay && !model.isAddedPartition(partition);
    boolean offline = model.isOffline(replica) && !placement.isMoved(replica);
    return !stays
        && !offline
        && !isFixed(partition)
        && model.takesReplicas(broker)
        && (open[broker] || model.leaderOf(partition) == replica);
  }

  void move(int replica, int target) {
    count(replica, -1);
    placement.move(replica, target);
    count(replica, 1);
  }

  private void count(int replica, int sign) {
    if (placement.isMoved(replica) && isCopied(replica)) {
      moves += sign;
      megabytes += sign * model.megabytesToCopy(replica);
    }
  }
}
