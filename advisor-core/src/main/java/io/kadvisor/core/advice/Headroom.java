package io.kadvisor.core.advice;

import io.kadvisor.core.capacity.CapacityView;
import io.kadvisor.core.capacity.Volume;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.BrokerLoad;
import io.kadvisor.core.plan.BrokerResource;
import io.kadvisor.core.plan.ClusterLoad;
import io.kadvisor.core.plan.HeadroomPlan;
import io.kadvisor.core.plan.HeadroomPlan.Projection;
import io.kadvisor.core.plan.HeadroomPlanner;
import io.kadvisor.core.plan.HeadroomPlanner.Pace;
import io.kadvisor.core.rule.capacity.CapacityRule;
import io.kadvisor.core.rule.capacity.Limits;
import io.kadvisor.core.rule.capacity.Shortage;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.unit.Unit;
import java.util.List;
import java.util.Optional;

/**
 * What a shortage is about, and what the arithmetic makes of it.
 *
 * @param shortages the shortest first
 * @param plan for the resources that are known of every broker
 */
record Headroom(
    BrokerResource bottleneck,
    List<Shortage> shortages,
    CapacityView capacity,
    HeadroomPlan plan,
    Limits limits,
    Policy policy) {

  /** What an advice begins with. */
  enum Way {
    /** A volume is full of what is not Kafka's. */
    FREE_DISK,
    /** A volume is full before more brokers could help, or more brokers would share it. */
    FREE_STORAGE,
    /** The brokers together have enough. */
    SPREAD,
    ADD_BROKERS,
    /** The policy allows no more brokers. */
    LARGER_BROKERS
  }

  /** Absent when no broker lives. */
  static Optional<Headroom> of(String cause, Sweep sweep, Memory memory, Policy policy) {
    CapacityView capacity = CapacityRule.view(sweep, memory, policy);
    if (capacity.load().brokers().isEmpty()) {
      return Optional.empty();
    }
    Limits limits = CapacityRule.limits(policy);
    Pace pace = new Pace(policy.capacity().maxStep(), policy.capacity().maxBrokers());
    HeadroomPlan plan = HeadroomPlanner.plan(staying(capacity, policy), limits.wanted(), pace);
    List<Shortage> shortages = Shortage.all(capacity, limits);
    BrokerResource bottleneck =
        BrokerResource.of(cause).orElseGet(() -> shortages.get(0).resource());
    return Optional.of(new Headroom(bottleneck, shortages, capacity, plan, limits, policy));
  }

  /** What leaves has to be carried by what stays. */
  private static ClusterLoad staying(CapacityView capacity, Policy policy) {
    return capacity.load().without(policy.drain());
  }

  Way way() {
    if (bottleneck == BrokerResource.STORAGE) {
      return storage();
    }
    return plan.spreadingSuffices() ? Way.SPREAD : more();
  }

  private Way storage() {
    List<Volume> full = tooFull();
    if (full.isEmpty()) {
      return Way.SPREAD;
    }
    if (full.stream().allMatch(limits::foreign)) {
      return Way.FREE_DISK;
    }
    boolean moreWouldNotHelp =
        full.stream().anyMatch(Volume::shared) || projection(BrokerResource.STORAGE).isEmpty();
    if (moreWouldNotHelp || full.stream().anyMatch(limits::fullSoon)) {
      return Way.FREE_STORAGE;
    }
    return plan.spreadingSuffices() ? Way.SPREAD : more();
  }

  private Way more() {
    return plan.to() > plan.from() ? Way.ADD_BROKERS : Way.LARGER_BROKERS;
  }

  List<Volume> tooFull() {
    return Shortage.tooFull(capacity, limits);
  }

  Optional<Shortage> shortage() {
    return shortages.stream().filter(s -> s.resource() == bottleneck).findFirst();
  }

  /** The shortest of the others. */
  Optional<Shortage> runnerUp() {
    return shortages.stream().filter(s -> s.resource() != bottleneck).findFirst();
  }

  Optional<Projection> projection(BrokerResource resource) {
    return Optional.ofNullable(plan.projections().get(resource));
  }

  /** The broker that is shortest of the bottleneck. */
  Optional<BrokerLoad> worst() {
    return capacity.load().fullest(bottleneck);
  }

  String alarm() {
    return Unit.RATIO.show(limits.alarm(bottleneck));
  }

  String calm() {
    return Unit.RATIO.show(limits.calm(bottleneck));
  }

  /** Work of the present brokers on one fewer; absent where there would be none. */
  Optional<Double> afterLossNow() {
    int survivors = plan.from() - 1;
    return !bottleneck.movesOnLoss() || survivors < 1
        ? Optional.empty()
        : projection(bottleneck).map(p -> p.mean() * plan.from() / survivors);
  }
}
