package io.kadvisor.core.planner;

import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Growth;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.search.Search;
import io.kadvisor.core.planner.search.Unplaced;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
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

  private Enlargement(Placement placed, BitSet left, List<Breach> breaches) {
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
    List<Breach> breaches = new ArrayList<>();
    var named = new BitSet();
    Growth growth = request.growth();
    var firsts = new FirstPartitions(model, growth.partitions().keySet());
    while (true) {
      var placed = new Placement(growth.applyTo(model, firsts.factors()));
      List<Unplaced> unplaced = place(placed, request, stop);
      if (named.isEmpty()) {
        // With fewer partitions than were asked for, less would have to give way than it does.
        breaches.addAll(new UnplacedBreaches(placed, request.limits(), unplaced).all());
        unplaced.forEach(each -> named.set(each.replica()));
      }
      if (firsts.lack(placed.model(), unplaced)) {
        continue;
      }
      Growth possible = withoutUnplaced(growth, placed.model(), unplaced);
      if (possible.equals(growth)) {
        List<Unplaced> all = firsts.with(unplaced);
        // Old partitions carry more when fewer are new, and have the same rows in every attempt.
        List<Unplaced> more = all.stream().filter(each -> !named.get(each.replica())).toList();
        breaches.addAll(new UnplacedBreaches(placed, request.limits(), more).all());
        var left = new BitSet();
        all.forEach(each -> left.set(each.replica()));
        return new Enlargement(placed, left, breaches);
      }
      growth = possible;
    }
  }

  private static List<Unplaced> place(
      Placement placement, PlanRequest request, BooleanSupplier stop) {
    // By means: what is added is asked for its own peak.
    var aims = new Aims(placement, request.tolerance());
    evacuate(placement, request, stop);
    return search(placement, aims, request, stop).placeAdded();
  }

  private static void evacuate(Placement placement, PlanRequest request, BooleanSupplier stop) {
    var aims = new Aims(placement, request.tolerance());
    if (placement.model().hasPeaks()) {
      new PeakCeilings(placement, aims).ofCluster();
    }
    Search search = search(placement, aims, request, stop);
    switch (request.objective()) {
      case BALANCE, DRAIN -> search.evacuate();
      case REPAIR -> search.repair();
      case RACKS, LEADERS, ELECT, GROW -> {
        // What is on brokers that must end empty stays there.
      }
    }
  }

  private static Search search(
      Placement placement, Aims aims, PlanRequest request, BooleanSupplier stop) {
    return new Search(placement, aims, request.limits(), stop, request.seed());
  }

  /** An added partition is whole or not at all, since Kafka takes none with fewer replicas. */
  private static Growth withoutUnplaced(
      Growth growth, ClusterModel grown, List<Unplaced> unplaced) {
    var dropped = new BitSet();
    unplaced.stream()
        .map(each -> grown.partitionOf(each.replica()))
        .filter(grown::isAddedPartition)
        .forEach(dropped::set);
    var counts = new TreeMap<>(growth.partitions());
    dropped.stream().forEach(each -> counts.merge(grown.topicOf(each), -1, Integer::sum));
    return new Growth(growth.factors(), counts);
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
