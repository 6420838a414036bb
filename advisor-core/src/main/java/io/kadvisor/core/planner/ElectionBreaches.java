package io.kadvisor.core.planner;

import io.kadvisor.core.planner.Breach.Kind;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.placement.PeakLoads;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.search.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Says of preferred replicas that do not lead after an election what stands against it. */
final class ElectionBreaches {
  private final Placement placement;
  private final ClusterModel model;
  private final Limits limits;

  private ElectionBreaches(Placement placement, Limits limits) {
    this.placement = placement;
    model = placement.model();
    this.limits = limits;
  }

  static List<Breach> of(Placement placement, Limits limits) {
    var election = new ElectionBreaches(placement, limits);
    List<Breach> breaches = new ArrayList<>();
    int[] lost = election.left(election::isLost);
    if (lost.length > 0) {
      breaches.add(
          new Breach(
              Kind.PREFERRED_LEADER,
              lost.length + " partitions",
              "are not led by their preferred replica, which is out of service or must go",
              "Bring it back, or let the objective leaders put another one first"));
    }
    int[] closed = election.left(each -> !election.isLost(each) && election.isClosed(each));
    if (closed.length > 0) {
      breaches.add(
          new Breach(
              Kind.PREFERRED_LEADER,
              closed.length + " partitions",
              "are not led by their preferred replica, whose broker takes nothing new",
              "Let the broker take leaders"));
    }
    int[] full = election.left(each -> !election.isLost(each) && !election.isClosed(each));
    if (full.length > 0) {
      breaches.add(election.ofFull(full));
    }
    return breaches;
  }

  private boolean isLost(int partition) {
    return model.mustLeave(model.firstReplica(partition));
  }

  private boolean isClosed(int partition) {
    int broker = placement.brokerOf(model.firstReplica(partition));
    return limits.closedBrokers().contains(broker);
  }

  private int[] left(IntPredicate which) {
    return IntStream.range(0, model.partitionCount())
        .filter(each -> placement.leaderOf(each) != model.firstReplica(each))
        .filter(each -> !limits.fixedTopics().contains(model.topicOf(each)))
        .filter(which)
        .toArray();
  }

  private Breach ofFull(int[] partitions) {
    int[] leaders = IntStream.of(partitions).map(placement::leaderOf).toArray();
    IntStream.of(partitions).forEach(each -> placement.lead(each, model.firstReplica(each)));
    var peaks = PeakLoads.of(placement);
    List<String> thresholds = new ArrayList<>();
    for (Resource resource : new Resource[] {Resource.CPU, Resource.NW_OUT}) {
      double used =
          IntStream.of(partitions).mapToDouble(each -> used(each, resource, peaks)).max().orElse(0);
      if (used > model.constraints().capacityThreshold().of(resource)) {
        double threshold = Math.ceil(used * 1000) / 1000;
        thresholds.add(String.format(Locale.ROOT, "of %.3f for %s", threshold, resource.key()));
      }
    }
    for (int at = 0; at < leaders.length; at++) {
      placement.lead(partitions[at], leaders[at]);
    }
    placement.recount();
    String subject = partitions.length + " partitions";
    return thresholds.isEmpty() ? ofWaiting(subject) : ofFull(subject, thresholds);
  }

  private static Breach ofFull(String subject, List<String> thresholds) {
    return new Breach(
        Kind.PREFERRED_LEADER,
        subject,
        "are not led by their preferred replica, whose broker has no room to lead them",
        "A threshold " + String.join(" and ", thresholds) + " would allow it");
  }

  private static Breach ofWaiting(String subject) {
    return new Breach(
        Kind.PREFERRED_LEADER,
        subject,
        "are not led by their preferred replica: each was looked at alone, as the cluster peaks,"
            + " and in the time there was",
        "Elected together they are within all capacities");
  }

  private double used(int partition, Resource resource, PeakLoads peaks) {
    int broker = placement.brokerOf(model.firstReplica(partition));
    return peaks.carried(broker, resource) / model.brokers().get(broker).capacity().of(resource);
  }
}
