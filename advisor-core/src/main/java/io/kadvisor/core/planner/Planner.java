package io.kadvisor.core.planner;

import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.bound.Floor;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.search.Search;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Makes a plan for a cluster: first what must be, then balance at the least cost, each step leaving
 * a plan that can be carried out. Pure: the same model, request and answers of {@code stop} give
 * the same plan.
 */
public final class Planner {
  /** So many replicas are planned in all attempts together, and no more attempts than that. */
  private static final int REPLICAS_OF_ALL_ATTEMPTS = 20_000;

  private static final int MOST_ATTEMPTS = 4;

  /** Each lowers the limits of brokers that are still above a capacity at their peak. */
  private static final int ROUNDS_AT_PEAK = 3;

  private final ClusterModel model;
  private final PlanRequest request;
  private final BooleanSupplier stop;
  private final Enlargement enlargement;
  private final Map<Measure, Floor> floors = new EnumMap<>(Measure.class);

  private Planner(ClusterModel model, PlanRequest request, BooleanSupplier stop) {
    this.model = model;
    this.request = request;
    this.stop = stop;
    enlargement = Enlargement.of(model, request, stop);
    var start = new Placement(enlargement.model());
    var aims = new Aims(start, request.tolerance());
    Measure.withBand().forEach(measure -> floors.put(measure, floor(start, aims, measure)));
  }

  /** What an added partition carries comes from nowhere, and is not copied. */
  private static Floor floor(Placement start, Aims aims, Measure measure) {
    ClusterModel model = start.model();
    var load = new double[Measure.COUNT];
    double added = 0;
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      if (model.isAddedPartition(partition)) {
        for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
          start.loadOf(each, load);
          added += load[measure.column()];
        }
      }
    }
    return Floor.of(start, aims, measure).without(added);
  }

  /**
   * The plan for one request.
   *
   * @param stop asked now and then; once it says true, the plan is what was found until then
   */
  public static Plan plan(ClusterModel model, PlanRequest request, BooleanSupplier stop) {
    return new Planner(model, request, stop).best();
  }

  /**
   * A small cluster whose racks leave little choice is planned with several seeds, since each finds
   * another of the few ways; of a large one the first plan is as good as any.
   */
  private Plan best() {
    Plan best = attempt(request.seed());
    if (request.objective() != Objective.BALANCE) {
      return best;
    }
    int floor = floors.values().stream().mapToInt(Floor::outside).sum();
    int attempts =
        Math.min(MOST_ATTEMPTS, REPLICAS_OF_ALL_ATTEMPTS / Math.max(1, model.replicaCount()));
    for (int more = 1; more < attempts && best.outside() > floor; more++) {
      if (stop.getAsBoolean()) {
        return best;
      }
      Plan other = attempt(request.seed() + (long) more * Search.SEEDS);
      best = other.isBetterThan(best) ? other : best;
    }
    return best;
  }

  private Plan attempt(long seed) {
    var placement = enlargement.placement();
    var aims = new Aims(new Placement(enlargement.model()), request.aim());
    if (enlargement.model().hasPeaks()) {
      new PeakCeilings(placement, aims).ofCluster();
    }
    run(search(placement, aims, seed));
    if (enlargement.model().hasPeaks() && request.objective() == Objective.BALANCE) {
      keepAtPeak(placement, aims, seed);
    }
    order(placement);
    placement.recount();
    return new Plan(model, request, placement, aims, floorsOf(placement), enlargement.breaches());
  }

  /** What stays on brokers that must end empty is not copied. */
  private Map<Measure, Floor> floorsOf(Placement placement) {
    Map<Measure, Floor> all = new EnumMap<>(Measure.class);
    floors.forEach(
        (measure, floor) -> all.put(measure, floor.without(staying(placement, measure))));
    return all;
  }

  private static double staying(Placement placement, Measure measure) {
    return IntStream.range(0, placement.model().brokerCount())
        .filter(broker -> !placement.model().takesReplicas(broker))
        .mapToDouble(broker -> placement.carried(broker, measure.column()))
        .sum();
  }

  /** Levels again with lower limits for brokers that are above a capacity at their peak. */
  private void keepAtPeak(Placement placement, Aims aims, long seed) {
    var ceilings = new PeakCeilings(placement, aims);
    for (int round = 0; round < ROUNDS_AT_PEAK && ceilings.exceeded() > 0; round++) {
      if (stop.getAsBoolean()) {
        return;
      }
      ceilings.ofBrokers();
      search(placement, aims, seed + round).level();
    }
  }

  private Search search(Placement placement, Aims aims, long seed) {
    return new Search(placement, aims, request.limits(), stop, seed).weighing(request.weight());
  }

  private void run(Search search) {
    switch (request.objective()) {
      case BALANCE -> {
        search.evacuate();
        search.spreadRacks();
        search.level();
      }
      case DRAIN -> search.evacuate();
      case RACKS -> search.spreadRacks();
      case LEADERS -> search.levelLeaders();
      case ELECT -> search.electPreferred();
      case REPAIR -> search.repair();
      case GROW -> search.levelAdded();
    }
  }

  private void order(Placement placement) {
    switch (request.objective()) {
      case BALANCE, DRAIN, LEADERS -> placement.preferLeaders(request.limits().fixedTopics());
      case RACKS, REPAIR -> placement.preferLeadersWhereChanged();
      case ELECT, GROW -> {
        // Elections follow the order, and a new replica comes last in it.
      }
    }
  }
}
