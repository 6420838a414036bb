package io.kadvisor.core.planner.score;

import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Placement;
import java.util.Arrays;

/** Counts what a placement changes of the cluster as it was. */
public final class MoveCounter {
  private final Placement placement;
  private final ClusterModel model;
  private final boolean hasNew;
  private final double[] into;
  private final double[] outOf;
  private int replicas;
  private int partitions;
  private double megabytes;
  private int leaderChanges;
  private int leaderOnly;
  private int reorderOnly;
  private int raised;
  private int addedPartitions;
  private int toOld;

  private MoveCounter(Placement placement) {
    this.placement = placement;
    model = placement.model();
    hasNew = model.brokers().stream().anyMatch(broker -> broker.state() == BrokerState.NEW);
    into = new double[model.brokerCount()];
    outOf = new double[model.brokerCount()];
  }

  public static Moves count(Placement placement) {
    var counter = new MoveCounter(placement);
    double all = 0;
    int replicas = 0;
    ClusterModel model = placement.model();
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      if (model.isAddedPartition(partition)) {
        counter.addedPartitions++;
      } else {
        counter.add(partition);
      }
    }
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      if (!model.isAdded(replica)) {
        replicas++;
        all += model.megabytesToCopy(replica);
      }
    }
    return counter.moves(replicas, all);
  }

  private void add(int partition) {
    int before = replicas;
    int source = model.brokerOf(model.leaderOf(partition));
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      if (placement.isMoved(each)) {
        addCopy(each, source);
      }
    }
    boolean copied = replicas > before;
    raised += model.isAdded(model.endReplica(partition) - 1) ? 1 : 0;
    partitions += copied ? 1 : 0;
    if (placement.brokerOf(placement.leaderOf(partition)) != source) {
      leaderChanges++;
      leaderOnly += copied ? 0 : 1;
    } else if (!copied && placement.firstInOrder(partition) != model.firstReplica(partition)) {
      reorderOnly++;
    }
  }

  private void addCopy(int replica, int source) {
    int target = placement.brokerOf(replica);
    replicas++;
    double copied = model.megabytesToCopy(replica);
    megabytes += copied;
    into[target] += copied;
    outOf[source] += copied;
    toOld += hasNew && model.brokers().get(target).state() != BrokerState.NEW ? 1 : 0;
  }

  private Moves moves(int allReplicas, double all) {
    return new Moves(
        replicas,
        partitions,
        megabytes,
        leaderChanges,
        leaderOnly,
        reorderOnly,
        Arrays.stream(into).max().orElse(0),
        Arrays.stream(outOf).max().orElse(0),
        raised,
        addedPartitions,
        toOld,
        allReplicas == 0 ? 0 : (double) replicas / allReplicas,
        all == 0 ? 0 : megabytes / all);
  }
}
