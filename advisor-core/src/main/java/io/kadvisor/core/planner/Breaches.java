package io.kadvisor.core.planner;

import io.kadvisor.core.planner.Breach.Kind;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Looks for hard limits that a placement does not keep. */
final class Breaches {
  private static final String NOT_ASKED_FOR = "and nothing else was asked for";

  private final Placement placement;
  private final ClusterModel model;
  private final Objective objective;
  private final UnmovedBreaches unmoved;
  private final Racks racks;
  private final List<Breach> found = new ArrayList<>();

  private Breaches(Placement placement, PlanRequest request) {
    this.placement = placement;
    objective = request.objective();
    unmoved = new UnmovedBreaches(placement, request);
    model = placement.model();
    racks = new Racks(model);
  }

  static List<Breach> of(Placement placement, PlanRequest request) {
    var breaches = new Breaches(placement, request);
    breaches.lookAtRacks();
    breaches.lookAtLost();
    breaches.lookAtOffline();
    for (int broker = 0; broker < placement.model().brokerCount(); broker++) {
      if (!placement.model().takesReplicas(broker)) {
        breaches.lookAtLeft(broker);
      }
    }
    breaches.found.addAll(Overloads.of(placement));
    return List.copyOf(breaches.found);
  }

  private void lookAtRacks() {
    int tooMany = 0;
    int largest = 0;
    var close = IntStream.builder();
    int shared = 0;
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      int factor = model.replicationFactor(partition);
      if (factor > racks.count()) {
        tooMany++;
        largest = Math.max(largest, factor);
      }
      if (racks.spread(placement, partition) < racks.wanted(partition)) {
        close.add(partition);
        shared++;
      }
    }
    if (tooMany > 0) {
      add(
          Kind.RACKS,
          tooMany + " partitions",
          "have up to %d replicas and there are %d racks, so some share a rack"
              .formatted(largest, racks.count()),
          "A rack for each replica needs %d racks".formatted(largest));
    }
    if (objective.spreadsRacks()) {
      found.addAll(unmoved.ofSpreading(close.build()));
    } else if (shared > 0) {
      add(
          Kind.RACKS,
          shared + " partitions",
          "are in fewer racks than they could be, " + NOT_ASKED_FOR,
          "The objective racks spreads them");
    }
  }

  /** Partitions that nothing is left of where brokers that must end empty are lost. */
  private void lookAtLost() {
    int lost = 0;
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      lost += isLost(partition) ? 1 : 0;
    }
    if (lost > 0) {
      add(
          Kind.OFFLINE,
          lost + " partitions",
          "have no replica in service that could be copied",
          "Bring one of their brokers or volumes back: what they hold is lost without");
    }
  }

  private boolean isLost(int partition) {
    int first = model.firstReplica(partition);
    for (int each = first; each < model.endReplica(partition); each++) {
      boolean source =
          objective == Objective.REPAIR ? !model.mustLeave(each) : !model.isOffline(each);
      if (source || model.isAddedPartition(partition)) {
        return false;
      }
    }
    return true;
  }

  private void lookAtOffline() {
    int[] left =
        IntStream.range(0, model.replicaCount())
            .filter(replica -> model.isOffline(replica) && !placement.isMoved(replica))
            .toArray();
    String stay = "stay on volumes that are out of service";
    if (objective.evacuates()) {
      found.addAll(
          unmoved.ofLeaving(
              Kind.OFFLINE, count -> count + " replicas", count -> stay, IntStream.of(left)));
    } else if (left.length > 0) {
      add(
          Kind.OFFLINE,
          left.length + " replicas",
          stay + ", " + NOT_ASKED_FOR,
          "The objective repair moves them");
    }
  }

  private void lookAtLeft(int broker) {
    int[] left = placement.hosted(broker);
    String subject = "broker " + model.brokers().get(broker).id();
    if (objective.evacuates()) {
      found.addAll(
          unmoved.ofLeaving(
              Kind.EVACUATION, count -> subject, Breaches::stillHas, IntStream.of(left)));
    } else if (left.length > 0) {
      add(
          Kind.EVACUATION,
          subject,
          stillHas(left.length) + ", " + NOT_ASKED_FOR,
          "The objective drain moves them");
    }
  }

  private static String stillHas(int replicas) {
    return "still has " + replicas + " replicas";
  }

  private void add(Kind kind, String subject, String what, String relaxation) {
    found.add(new Breach(kind, subject, what, relaxation));
  }
}
