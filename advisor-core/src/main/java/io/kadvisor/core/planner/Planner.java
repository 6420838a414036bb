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

/**
 * Makes a plan for a cluster: first what must be, then balance at the least cost, each step leaving
 * a plan that can be carried out. Pure: the same model, request and answers of {@code stop} give
 * the same plan.
 */
public final class Planner {
  private Planner() {}

  /**
   * The plan for one request.
   *
   * @param stop asked now and then; once it says true, the plan is what was found until then
   */
  public static Plan plan(ClusterModel model, PlanRequest request, BooleanSupplier stop) {
    var placement = new Placement(model);
    var aims = new Aims(placement, request.tolerance());
    Map<Measure, Floor> floors = new EnumMap<>(Measure.class);
    for (Measure measure : new Measure[] {Measure.DISK, Measure.NW_IN, Measure.REPLICAS}) {
      floors.put(measure, Floor.of(placement, aims, measure));
    }
    var search = new Search(placement, aims, request.limits(), stop, request.seed());
    switch (request.objective()) {
      case BALANCE -> {
        search.evacuate();
        search.spreadRacks();
        search.level();
      }
      case DRAIN -> search.evacuate();
      case RACKS -> search.spreadRacks();
      case LEADERS -> search.levelLeaders();
    }
    placement.preferLeaders();
    placement.recount();
    return new Plan(placement, aims, floors);
  }
}
