package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.model.ClusterModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Reads the steps of a plan: one for each partition that changes. */
final class Steps {
  private final Plan plan;
  private final ClusterModel model;
  private final int racks;

  private Steps(Plan plan) {
    this.plan = plan;
    model = plan.model();
    racks = Waves.racks(model);
  }

  static List<Step> of(Plan plan) {
    var steps = new Steps(plan);
    List<Step> all = new ArrayList<>();
    for (int partition = 0; partition < plan.model().partitionCount(); partition++) {
      if (plan.changes(partition)) {
        all.add(steps.step(partition));
      }
    }
    return all;
  }

  private Step step(int partition) {
    int[] order = new int[model.replicationFactor(partition)];
    for (int at = 0; at < order.length; at++) {
      order[at] = model.firstReplica(partition) + at;
    }
    Replicas before = replicas(order, model.leaderOf(partition), model::brokerOf);
    Replicas after =
        replicas(
            plan.order(partition),
            plan.placement().leaderOf(partition),
            plan.placement()::brokerOf);
    return new Step(
        partition,
        urgency(model, racks, before, after),
        before,
        after,
        model.leadingOut(partition));
  }

  private Replicas replicas(int[] order, int leader, IntUnaryOperator brokerOf) {
    int[] brokers = new int[order.length];
    double[] megabytes = new double[order.length];
    double[] inflow = new double[order.length];
    for (int at = 0; at < order.length; at++) {
      brokers[at] = brokerOf.applyAsInt(order[at]);
      megabytes[at] = model.disk(order[at]);
      inflow[at] = model.nwIn(order[at]);
    }
    return new Replicas(brokerOf.applyAsInt(leader), brokers, megabytes, inflow);
  }

  /**
   * What a change is for, seen from the two ends alone.
   *
   * @param racks that can take replicas
   */
  static Urgency urgency(ClusterModel model, int racks, Replicas before, Replicas after) {
    for (int gone : before.placesNotIn(after)) {
      if (!model.takesReplicas(before.broker(gone))) {
        return Urgency.EVACUATION;
      }
    }
    int spread = before.racks(model);
    if (spread < Math.min(before.count(), racks) && after.racks(model) > spread) {
      return Urgency.RACKS;
    }
    if (after.count() > before.count()) {
      return Urgency.FACTOR;
    }
    return after.placesNotIn(before).length == 0 ? Urgency.LEADERS : Urgency.BALANCE;
  }
}
