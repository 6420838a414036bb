package io.kadvisor.core.planner;

import io.kadvisor.core.planner.Breach.Kind;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;
import java.util.ArrayList;
import java.util.List;

/** Looks for hard limits that a placement does not keep. */
final class Breaches {
  private final Placement placement;
  private final ClusterModel model;
  private final Objective objective;
  private final Racks racks;
  private final List<Breach> found = new ArrayList<>();

  private Breaches(Placement placement, Objective objective) {
    this.placement = placement;
    this.objective = objective;
    model = placement.model();
    racks = new Racks(model);
  }

  static List<Breach> of(Placement placement, Objective objective) {
    var breaches = new Breaches(placement, objective);
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
    int spread = 0;
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      int factor = model.replicationFactor(partition);
      if (factor > racks.count()) {
        tooMany++;
        largest = Math.max(largest, factor);
      }
      spread += racks.spread(placement, partition) < racks.wanted(partition) ? 1 : 0;
    }
    if (tooMany > 0) {
      add(
          Kind.RACKS,
          tooMany + " partitions",
          "have up to %d replicas and there are %d racks, so some share a rack"
              .formatted(largest, racks.count()),
          "A rack for each replica needs %d racks".formatted(largest));
    }
    if (spread > 0) {
      add(
          Kind.RACKS,
          spread + " partitions",
          "are in fewer racks than they could be, " + why(objective.spreadsRacks()),
          objective.spreadsRacks()
              ? "Allow more data to move, open brokers of other racks, or add one there"
              : "The objective racks spreads them");
    }
  }

  private static String why(boolean asked) {
    return asked ? "for want of a broker that may take them" : "and nothing else was asked for";
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
    int left = 0;
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      left += model.isOffline(replica) && !placement.isMoved(replica) ? 1 : 0;
    }
    if (left > 0) {
      add(
          Kind.OFFLINE,
          left + " replicas",
          "stay on volumes that are out of service, " + why(objective.evacuates()),
          objective.evacuates()
              ? "Bring the volumes back, allow more data to move, or add a broker"
              : "The objective repair moves them");
    }
  }

  private void lookAtLeft(int broker) {
    int replicas = placement.hostedCount(broker);
    if (replicas > 0) {
      add(
          Kind.EVACUATION,
          "broker " + model.brokers().get(broker).id(),
          "still has " + replicas + " replicas, " + why(objective.evacuates()),
          objective.evacuates()
              ? "Allow more data to move, or add a broker that has no replica of their partitions"
              : "The objective drain moves them");
    }
  }

  private void add(Kind kind, String subject, String what, String relaxation) {
    found.add(new Breach(kind, subject, what, relaxation));
  }
}
