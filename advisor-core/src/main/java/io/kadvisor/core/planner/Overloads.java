package io.kadvisor.core.planner;

import io.kadvisor.core.planner.Breach.Kind;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.placement.PeakLoads;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.model.unit.DataSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks for brokers that carry more than they may: of a capacity, at the peak where that is known,
 * or of replicas.
 */
final class Overloads {
  private static final double ROUNDING = 1e-9;

  private final Placement placement;
  private final ClusterModel model;
  private final PeakLoads peaks;
  private final List<Breach> found = new ArrayList<>();

  private Overloads(Placement placement) {
    this.placement = placement;
    model = placement.model();
    peaks = PeakLoads.of(placement);
  }

  /** Broker by broker; those that must end empty have no limit. */
  static List<Breach> of(Placement placement) {
    var overloads = new Overloads(placement);
    for (int broker = 0; broker < placement.model().brokerCount(); broker++) {
      if (placement.model().takesReplicas(broker)) {
        overloads.lookAt(broker);
      }
    }
    return overloads.found;
  }

  private void lookAt(int broker) {
    int replicas = placement.hostedCount(broker);
    int limit = model.constraints().maxReplicasPerBroker();
    if (replicas > limit) {
      add(
          broker,
          Kind.REPLICA_LIMIT,
          "has %d replicas, and %d are allowed".formatted(replicas, limit),
          "A limit of %d would allow it".formatted(replicas));
    }
    for (Resource resource : Resource.values()) {
      double mean = placement.carried(broker, resource.column());
      double peak = model.hasPeaks() ? peaks.carried(broker, resource) : 0;
      // Sums of many replicas differ in their last digits.
      boolean peaksHigher = peak > mean * (1 + ROUNDING);
      lookAt(
          broker, resource, peaksHigher ? peak : mean, peaksHigher ? "at its peak uses" : "uses");
    }
    double held = heldAtFirst(broker);
    if (held > placement.carried(broker, Resource.DISK.column()) * (1 + ROUNDING)) {
      lookAt(broker, Resource.DISK, held, "until retention has run through uses");
    }
  }

  /**
   * Megabytes that the broker holds right after the plan: old partitions of topics with more of
   * them hold what they held, and new ones nothing.
   */
  private double heldAtFirst(int broker) {
    double held = 0;
    for (int at = 0; at < placement.hostedCount(broker); at++) {
      held += model.megabytesToCopy(placement.hosted(broker, at));
    }
    return held;
  }

  private void lookAt(int broker, Resource resource, double carried, String verb) {
    double capacity = model.brokers().get(broker).capacity().of(resource);
    double used = carried / capacity;
    double allowed = model.constraints().capacityThreshold().of(resource);
    if (used > allowed) {
      add(
          broker,
          Kind.CAPACITY,
          String.format(
              Locale.ROOT,
              "%s %.1f %% of its %s, and %.1f %% are allowed",
              verb,
              100 * used,
              resource.key(),
              100 * allowed),
          String.format(
              Locale.ROOT,
              "A threshold of %.3f or %s more of it would allow it",
              Math.ceil(used * 1000) / 1000,
              amount(resource, Math.ceil((used / allowed - 1) * capacity))));
    }
  }

  private static String amount(Resource resource, double value) {
    return switch (resource) {
      case CPU -> String.format(Locale.ROOT, "%.0f %% of a broker", value);
      case DISK -> DataSize.ofMebibytes(value).toString();
      case NW_IN, NW_OUT -> DataSize.ofMebibytes(value / 1024) + "/s";
    };
  }

  private void add(int broker, Kind kind, String what, String relaxation) {
    String subject = "broker " + model.brokers().get(broker).id();
    found.add(new Breach(kind, subject, what, relaxation));
  }
}
