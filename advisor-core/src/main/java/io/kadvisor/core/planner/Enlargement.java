package io.kadvisor.core.planner;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Growth;
import io.kadvisor.core.planner.placement.Placement;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A cluster with all of what a request adds that finds a place, and where that is. Brokers that
 * must end empty are emptied before, so that what has to go somewhere comes first.
 */
final class Enlargement {
  private final ClusterModel model;
  private final int[] broker;
  private final int[] leader;
  private final List<Breach> breaches;

  /**
   * @param placed all that was tried
   * @param left replicas of it that find no place
   */
  Enlargement(Placement placed, BitSet left, List<Breach> breaches) {
    ClusterModel grown = placed.model();
    this.breaches = List.copyOf(breaches);
    model = left.isEmpty() ? grown : Growth.without(grown, left::get);
    broker =
        IntStream.range(0, grown.replicaCount())
            .filter(replica -> !left.get(replica))
            .map(placed::brokerOf)
            .toArray();
    leader = IntStream.range(0, grown.partitionCount()).map(placed::leaderOf).toArray();
    for (int partition = 0; partition < leader.length; partition++) {
      int at = leader[partition] - grown.firstReplica(partition);
      leader[partition] = model.firstReplica(partition) + at;
    }
  }

  /** With nothing added, the cluster as it is. */
  static Enlargement of(ClusterModel model, PlanRequest request, BooleanSupplier stop) {
    if (request.growth().isNone()) {
      return new Enlargement(new Placement(model), new BitSet(), List.of());
    }
    return new GrowthAttempts(model, request, stop).last();
  }

  ClusterModel model() {
    return model;
  }

  /** What was asked for and finds no place, with what would have to give way. */
  List<Breach> breaches() {
    return breaches;
  }

  /** A placement to go on from, of one's own. */
  Placement placement() {
    var placement = new Placement(model);
    for (int replica = 0; replica < broker.length; replica++) {
      if (broker[replica] != model.brokerOf(replica)) {
        placement.move(replica, broker[replica]);
      }
    }
    for (int partition = 0; partition < leader.length; partition++) {
      if (leader[partition] != model.leaderOf(partition)) {
        placement.lead(partition, leader[partition]);
      }
    }
    return placement;
  }
}
