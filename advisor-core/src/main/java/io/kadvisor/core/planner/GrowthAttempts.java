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

/**
 * Places what a request adds, and again without the new partitions that found no place, until all
 * that are left do.
 */
final class GrowthAttempts {
  private final ClusterModel model;
  private final PlanRequest request;
  private final BooleanSupplier stop;
  private final FirstPartitions firsts;
  private final List<Breach> breaches = new ArrayList<>();

  /** Replicas that {@link #breaches} speak of. */
  private final BitSet named = new BitSet();

  GrowthAttempts(ClusterModel model, PlanRequest request, BooleanSupplier stop) {
    this.model = model;
    this.request = request;
    this.stop = stop;
    firsts = new FirstPartitions(model, request.growth().partitions().keySet());
  }

  Enlargement last() {
    Growth growth = request.growth();
    while (true) {
      var placed = new Placement(growth.applyTo(model, firsts.factors()));
      List<Unplaced> unplaced = place(placed);
      if (named.isEmpty()) {
        // With fewer partitions than were asked for, less would have to give way than it does.
        name(placed, unplaced);
      }
      if (!firsts.lack(placed.model(), unplaced)) {
        Growth possible = withoutUnplaced(growth, placed.model(), unplaced);
        if (possible.equals(growth)) {
          return ended(placed, firsts.with(unplaced));
        }
        growth = possible;
      }
    }
  }

  private List<Unplaced> place(Placement placement) {
    // By means: what is added is asked for its own peak.
    var aims = new Aims(placement, request.tolerance());
    evacuate(placement);
    return search(placement, aims).placeAdded();
  }

  private void evacuate(Placement placement) {
    var aims = new Aims(placement, request.tolerance());
    if (placement.model().hasPeaks()) {
      new PeakCeilings(placement, aims).ofCluster();
    }
    Search search = search(placement, aims);
    switch (request.objective()) {
      case BALANCE, DRAIN -> search.evacuate();
      case REPAIR -> search.repair();
      case RACKS, LEADERS, ELECT, GROW -> {
        // What is on brokers that must end empty stays there.
      }
    }
  }

  private Search search(Placement placement, Aims aims) {
    return new Search(placement, aims, request.limits(), stop, request.seed());
  }

  private void name(Placement placed, List<Unplaced> unplaced) {
    breaches.addAll(new UnplacedBreaches(placed, request.limits(), unplaced).all());
    unplaced.forEach(each -> named.set(each.replica()));
  }

  /** Old partitions carry more when fewer are new, and have the same rows in every attempt. */
  private Enlargement ended(Placement placed, List<Unplaced> unplaced) {
    name(placed, unplaced.stream().filter(each -> !named.get(each.replica())).toList());
    var left = new BitSet();
    unplaced.forEach(each -> left.set(each.replica()));
    return new Enlargement(placed, left, breaches);
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
}
