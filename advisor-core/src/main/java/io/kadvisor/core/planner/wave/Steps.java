package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.model.ClusterModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads the steps of a plan: one for each partition that is there and changes. Partitions that the
 * plan adds are made by Kafka, not reassigned; until they are, loads are those of the start.
 */
final class Steps {
  private final Plan plan;
  private final ClusterModel model;
  private final int racks;

  private Steps(Plan plan) {
    this.plan = plan;
    model = plan.start();
    racks = Waves.racks(model);
  }

  static List<Step> of(Plan plan) {
    var steps = new Steps(plan);
    List<Step> all = new ArrayList<>();
    for (int partition = 0; partition < plan.start().partitionCount(); partition++) {
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
    int[] brokers = IntStream.of(order).map(model::brokerOf).toArray();
    Replicas before = replicas(order, model.brokerOf(leader(partition, order)), brokers);
    Replicas after = after(partition);
    return new Step(
        partition,
        repairs(order, after) ? Urgency.REPAIR : urgency(model, racks, before, after),
        before,
        after,
        model.leadingOut(partition));
  }

  /** Who leads now: where the model's leader is lost, Kafka takes the first one that is not. */
  private int leader(int partition, int[] order) {
    int leader = model.leaderOf(partition);
    return isLost(leader)
        ? IntStream.of(order).filter(each -> !isLost(each)).findFirst().orElse(leader)
        : leader;
  }

  /** True for a replica that nothing can be read from. */
  private boolean isLost(int replica) {
    return plan.objective() == Objective.REPAIR
        ? model.mustLeave(replica)
        : model.isOffline(replica);
  }

  private boolean repairs(int[] replicas, Replicas after) {
    return IntStream.of(replicas)
        .anyMatch(each -> model.isOffline(each) && !after.has(model.brokerOf(each)));
  }

  /** An added replica is copied from the leader, and takes in what that takes in. */
  private Replicas after(int partition) {
    int[] order = plan.order(partition);
    int[] brokers = IntStream.of(order).map(plan.placement()::brokerOf).toArray();
    int leader = plan.placement().brokerOf(plan.placement().leaderOf(partition));
    int moved = model.firstReplica(partition) - plan.model().firstReplica(partition);
    for (int at = 0; at < order.length; at++) {
      order[at] = plan.model().isAdded(order[at]) ? model.leaderOf(partition) : order[at] + moved;
    }
    return replicas(order, leader, brokers);
  }

  private Replicas replicas(int[] order, int leader, int[] brokers) {
    return new Replicas(model, leader, brokers, order);
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
    int spread = before.racks();
    if (spread < Math.min(before.count(), racks) && after.racks() > spread) {
      return Urgency.RACKS;
    }
    if (after.count() > before.count()) {
      return Urgency.FACTOR;
    }
    return after.placesNotIn(before).length == 0 ? Urgency.LEADERS : Urgency.BALANCE;
  }
}
