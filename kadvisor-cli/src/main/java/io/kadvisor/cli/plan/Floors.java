package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.bound.Floor;
import io.kadvisor.core.planner.bound.Oversize;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What no plan could do better, and what forbids it. */
final class Floors {
  private final Plan plan;

  Floors(Plan plan) {
    this.plan = plan;
  }

  Map<String, Object> json() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Measure measure : Measure.withBand()) {
      Floor floor = plan.floor(measure);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("outOfBand", floor.outside());
      if (measure.movesWithReplicas()) {
        one.put("moved", ScoreJson.rounded(floor.moved()));
        one.put("movedAsShared", ScoreJson.rounded(floor.movedAsShared()));
      }
      floor.oversize().ifPresent(size -> one.put("largest", json(size)));
      all.put(measure.key(), one);
    }
    return all;
  }

  private Map<String, Object> json(Oversize size) {
    Map<String, Object> largest = new LinkedHashMap<>();
    largest.put("partition", name(size));
    largest.put("timesMean", ScoreJson.rounded(size.timesMean()));
    return largest;
  }

  private String name(Oversize size) {
    ClusterModel model = plan.model();
    return "%s-%d"
        .formatted(
            model.topics().get(model.topicOf(size.partition())), model.numberOf(size.partition()));
  }

  /** Of how many brokers, or nothing where no band applies. */
  String outside(Measure measure) {
    return Measure.withBand().contains(measure)
        ? String.valueOf(plan.floor(measure).outside())
        : "";
  }

  /** How much must be copied. */
  String ofBytes() {
    double all =
        IntStream.range(0, plan.start().replicaCount()).mapToDouble(plan.start()::disk).sum();
    Floor floor = plan.floor(Measure.DISK);
    boolean asShared = isSharedOut(floor);
    double least = asShared ? floor.movedAsShared() : floor.moved();
    return String.format(
        Locale.ROOT,
        "no plan %s copies less than %.1f %%",
        asShared ? "that shares racks out as this one" : with(floor.outside()),
        all == 0 ? 0 : 100 * least / all);
  }

  /** True when racks forbid more, and no limit kept the plan from sharing them out. */
  private boolean isSharedOut(Floor floor) {
    return floor.outside() > 0
        && floor.movedAsShared() > floor.moved()
        && plan.objective() == Objective.BALANCE
        && plan.moves().megabytes() >= floor.movedAsShared();
  }

  private static String with(int outside) {
    return switch (outside) {
      case 0 -> "within the band";
      case 1 -> "with but 1 broker outside";
      default -> "with but " + outside + " brokers outside";
    };
  }

  /** What leaves brokers outside in every plan: racks, or partitions too large. */
  Stream<String> reasons() {
    String byRacks =
        Measure.withBand().stream()
            .filter(each -> plan.floor(each).outside() > 0)
            .filter(each -> plan.floor(each).oversize().isEmpty())
            .map(this::told)
            .collect(Collectors.joining(", "));
    Stream<String> bySize =
        Measure.withBand().stream()
            .filter(each -> plan.floor(each).oversize().isPresent())
            .map(each -> ofSize(each, plan.floor(each).oversize().orElseThrow()));
    return Stream.concat(
        byRacks.isEmpty()
            ? Stream.empty()
            : Stream.of(
                "Outside in every plan: %s; a rack must carry more or less than its brokers should."
                    .formatted(byRacks)),
        bySize);
  }

  private String told(Measure measure) {
    return "%s %d".formatted(measure.key(), plan.floor(measure).outside());
  }

  private String ofSize(Measure measure, Oversize size) {
    return String.format(
        Locale.ROOT,
        "Outside in every plan: %s; one replica of %s takes %.2f of what a broker carries on the"
            + " mean.",
        told(measure),
        name(size),
        size.timesMean());
  }
}
