package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills wave after wave until nothing is left, or nothing fits on the brokers any more. */
final class Cutter {
  /** Steps of one wave then take about as long, and much is freed early. */
  static final Comparator<Step> LARGE_FIRST =
      Comparator.comparingDouble(Step::megabytes).reversed().thenComparingInt(Step::partition);

  private final ClusterModel model;
  private final WaveLimits limits;
  private final CarriedLoads loads;
  private final Traffic traffic;
  private final List<Backlog> backlogs = new ArrayList<>();

  /** What follows a part of a step that was split, by that part. */
  private final Map<Step, List<Step>> following = new HashMap<>();

  /**
   * Does what is urgent first.
   *
   * @param order of steps that are as urgent as each other
   */
  Cutter(ClusterModel model, WaveLimits limits, List<Step> steps, Comparator<Step> order) {
    this(model, steps, limits);
    Map<Urgency, List<Step>> byUrgency = new EnumMap<>(Urgency.class);
    for (Step step : steps) {
      byUrgency.computeIfAbsent(step.urgency(), urgency -> new ArrayList<>()).add(start(step));
    }
    byUrgency.forEach(
        (urgency, list) -> {
          list.sort(order);
          backlogs.add(new Backlog(list, model.brokerCount(), false));
        });
  }

  /** Takes the steps in their order, none before another. */
  Cutter(ClusterModel model, WaveLimits limits, List<Step> steps) {
    this(model, steps, limits);
    List<Step> starts = steps.stream().map(this::start).toList();
    backlogs.add(new Backlog(starts, model.brokerCount(), true));
  }

  private Cutter(ClusterModel model, Collection<Step> steps, WaveLimits limits) {
    this.model = model;
    this.limits = limits;
    loads = new CarriedLoads(model, limits, steps);
    traffic = new Traffic(model);
    steps.forEach(traffic::begin);
  }

  /** The step, or its first part if no wave could take it whole. */
  private Step start(Step step) {
    if (step.copies() <= limits.copiesPerBroker()) {
      return step;
    }
    List<Step> parts = Splitting.split(model, step, 0);
    follow(parts);
    return parts.get(0);
  }

  private void follow(List<Step> parts) {
    if (parts.size() > 1) {
      following.put(parts.get(0), parts.subList(1, parts.size()));
    }
  }

  /** Waves for as many steps as find an order. */
  List<Wave> cut() {
    List<Wave> waves = new ArrayList<>();
    Optional<Wave> wave = next();
    while (wave.isPresent()) {
      waves.add(wave.get());
      wave = next();
    }
    return waves;
  }

  /** What is less urgent waits, unless nothing that is more urgent fits, be it in parts. */
  private Optional<Wave> next() {
    for (Backlog backlog : backlogs) {
      do {
        var draft = new Draft(limits, loads, traffic, model.brokerCount());
        backlog.fill(draft);
        if (!draft.isEmpty()) {
          draft.steps().forEach(step -> bringFollowing(step, backlog));
          return Optional.of(draft.close());
        }
      } while (split(backlog));
    }
    return Optional.empty();
  }

  private void bringFollowing(Step step, Backlog backlog) {
    List<Step> rest = following.remove(step);
    if (rest != null) {
      follow(rest);
      backlog.addFirst(rest.get(0));
    }
  }

  /** Splits the steps of which a part fits where the whole does not. */
  private boolean split(Backlog backlog) {
    boolean split = false;
    for (Step step : backlog.remaining()) {
      Optional<List<Step>> parts = fittingParts(step);
      parts.ifPresent(found -> replace(backlog, step, found));
      split |= parts.isPresent();
    }
    return split;
  }

  private Optional<List<Step>> fittingParts(Step step) {
    for (int first = 0; step.copies() > 1 && first < step.copies(); first++) {
      List<Step> parts = Splitting.split(model, step, first);
      if (loads.lack(parts.get(0)) == 0) {
        return Optional.of(parts);
      }
    }
    return Optional.empty();
  }

  private void replace(Backlog backlog, Step step, List<Step> parts) {
    List<Step> rest = new ArrayList<>(parts);
    List<Step> later = following.remove(step);
    rest.addAll(later == null ? List.of() : later);
    follow(rest);
    backlog.replace(step, rest.get(0));
  }

  /** Steps that found no order, with what follows them. */
  List<Step> remaining() {
    List<Step> all = new ArrayList<>();
    for (Backlog backlog : backlogs) {
      for (Step step : backlog.remaining()) {
        all.add(step);
        all.addAll(following.getOrDefault(step, List.of()));
      }
    }
    return all;
  }

  /**
   * Goes on with what found no order, allowing each time what costs least, and tells what had to be
   * allowed. To be called once nothing fits any more.
   */
  List<Shortage> relax() {
    var asAllowed = new CarriedLoads(loads);
    loads.allowEnd(remaining());
    cut();
    for (List<Step> left = firsts(); !left.isEmpty(); left = firsts()) {
      loads.allow(left.stream().min(Comparator.comparingDouble(loads::lack)).orElseThrow());
      cut();
    }
    return shortages(asAllowed);
  }

  private List<Step> firsts() {
    return backlogs.stream().flatMap(each -> each.remaining().stream()).toList();
  }

  private List<Shortage> shortages(CarriedLoads asAllowed) {
    List<Shortage> shortages = new ArrayList<>();
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      for (Measure measure : StepLoads.LIMITED) {
        double needed = loads.limit(broker, measure);
        double allowed = asAllowed.limit(broker, measure);
        if (needed > allowed) {
          shortages.add(new Shortage(broker, measure, needed, allowed));
        }
      }
    }
    return shortages;
  }
}
