package io.kadvisor.core.planner;

import io.kadvisor.core.planner.Breach.Kind;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.placement.PeakLoads;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.score.MoveCounter;
import io.kadvisor.core.planner.score.Moves;
import io.kadvisor.core.planner.search.Limits;
import io.kadvisor.core.planner.search.Unplaced;
import io.kadvisor.core.planner.search.Unplaced.Cause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Says of added replicas that find no place why that is, and the least that would allow them. */
final class UnplacedBreaches {
  private final Placement placement;
  private final ClusterModel model;
  private final Limits limits;
  private final List<Unplaced> unplaced;

  UnplacedBreaches(Placement placement, Limits limits, List<Unplaced> unplaced) {
    this.placement = placement;
    this.limits = limits;
    model = placement.model();
    this.unplaced = unplaced;
  }

  /** One for each cause. */
  List<Breach> all() {
    List<Breach> breaches = new ArrayList<>();
    for (Cause cause : Cause.values()) {
      List<Unplaced> of = unplaced.stream().filter(each -> each.cause() == cause).toList();
      if (!of.isEmpty()) {
        breaches.add(new Breach(Kind.GROWTH, subject(of), found(cause), relaxation(cause, of)));
      }
    }
    return List.copyOf(breaches);
  }

  private String subject(List<Unplaced> of) {
    long partitions = of.stream().map(each -> model.partitionOf(each.replica())).distinct().count();
    return "%d replicas of %d partitions".formatted(of.size(), partitions);
  }

  private static String found(Cause cause) {
    return "are asked for and not added, since "
        + switch (cause) {
          case BROKERS -> "each broker that may take replicas has one of the partition";
          case RACKS -> "no broker may take one in a rack that the partition is not in";
          case BUDGET -> "no more may be copied";
          case CAPACITY -> "no broker has room for one";
        };
  }

  private String relaxation(Cause cause, List<Unplaced> of) {
    return switch (cause) {
      case BROKERS -> mostOfOne(of) + " more brokers would allow them";
      case RACKS -> "Another broker in such a rack would allow them, or one opened there";
      case BUDGET -> shortfall(of).words() + " would allow them";
      case CAPACITY -> String.join(" and ", limitsThatAllow(of)) + " would allow them";
    };
  }

  private Shortfall shortfall(List<Unplaced> of) {
    Moves moves = MoveCounter.count(placement);
    double more = of.stream().mapToDouble(each -> model.megabytesToCopy(each.replica())).sum();
    return Shortfall.of(limits, moves.replicas() + of.size(), moves.megabytes() + more);
  }

  private int mostOfOne(List<Unplaced> of) {
    Map<Integer, Integer> counts = new HashMap<>();
    of.forEach(each -> counts.merge(model.partitionOf(each.replica()), 1, Integer::sum));
    return Collections.max(counts.values());
  }

  /** The limits that would do if each replica went where it is least too much. */
  private List<String> limitsThatAllow(List<Unplaced> of) {
    of.forEach(each -> placement.move(each.replica(), each.broker()));
    int[] brokers = of.stream().mapToInt(Unplaced::broker).distinct().toArray();
    var peaks = PeakLoads.of(placement);
    List<String> limits = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      double used =
          IntStream.of(brokers).mapToDouble(each -> used(each, resource, peaks)).max().orElse(0);
      if (used > model.constraints().capacityThreshold().of(resource)) {
        double threshold = Math.ceil(used * 1000) / 1000;
        limits.add(
            String.format(Locale.ROOT, "a threshold of %.3f for %s", threshold, resource.key()));
      }
    }
    int replicas = IntStream.of(brokers).map(placement::hostedCount).max().orElse(0);
    if (replicas > model.constraints().maxReplicasPerBroker()) {
      limits.add("a limit of " + replicas + " replicas a broker");
    }
    of.forEach(each -> placement.move(each.replica(), model.nowhere()));
    return limits;
  }

  private double used(int broker, Resource resource, PeakLoads peaks) {
    return peaks.carried(broker, resource) / model.brokers().get(broker).capacity().of(resource);
  }
}
