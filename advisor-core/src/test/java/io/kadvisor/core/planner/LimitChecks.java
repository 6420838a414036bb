package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;
import io.kadvisor.core.planner.search.Limits;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Hard limits of a plan, looked for without the planner's own eyes. A limit may be broken only by
 * what had to move, where none of that could be on another broker, and is named then.
 */
final class LimitChecks {
  private static final double ROUNDING = 1e-9;
  private static final Set<Objective> FORCING =
      Set.of(Objective.BALANCE, Objective.DRAIN, Objective.RACKS, Objective.REPAIR);

  private final Plan plan;
  private final Limits limits;
  private final ClusterModel model;
  private final Placement before;
  private final Placement start;
  private final Placement after;
  private final Racks racks;
  private final double[] load = new double[Measure.COUNT];

  LimitChecks(Plan plan, Limits limits) {
    this.plan = plan;
    this.limits = limits;
    model = plan.model();
    before = new Placement(plan.start());
    start = new Placement(model);
    after = plan.placement();
    racks = new Racks(model);
  }

  void assertThatAllHold() {
    assertThat(plan.after().violations().duplicateReplica()).isZero();
    assertThat(plan.moves().replicas()).isLessThanOrEqualTo(limits.moves());
    assertThat(plan.moves().megabytes()).isLessThanOrEqualTo(limits.megabytes() * (1 + ROUNDING));
    IntStream.range(0, model.partitionCount()).forEach(this::assertThatItsBrokersMay);
    assertThatRacksAreNamed();
    for (int broker = 0; broker < plan.start().brokerCount(); broker++) {
      if (model.takesReplicas(broker)) {
        for (int measure = 0; measure <= Measure.REPLICAS.column(); measure++) {
          assertThatItIsWithin(broker, measure);
        }
      } else {
        assertThatWhatIsLeftIsNamed(broker);
      }
    }
  }

  private void assertThatItsBrokersMay(int partition) {
    boolean isFixed = limits.fixedTopics().contains(model.topicOf(partition));
    assertThat(isFixed && plan.changes(partition)).as("changes what is excluded").isFalse();
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      int broker = after.brokerOf(each);
      if (after.isMoved(each)) {
        assertThat(model.takesReplicas(broker) && !limits.closedBrokers().contains(broker))
            .isTrue();
      }
    }
    int leader = after.leaderOf(partition);
    if (leader != model.leaderOf(partition)) {
      assertThat(model.mustLeave(leader) && !after.isMoved(leader)).isFalse();
      boolean comes = limits.closedBrokers().contains(after.brokerOf(leader));
      assertThat(comes && !model.mustLeave(model.leaderOf(partition)))
          .as("brings a leader to what is excluded")
          .isFalse();
    }
    boolean prefers =
        Set.of(Objective.BALANCE, Objective.DRAIN, Objective.LEADERS).contains(plan.objective());
    if (prefers && !isFixed) {
      assertThat(plan.order(partition)[0]).isEqualTo(leader);
    }
  }

  /** Fewer racks than before only for a replica that is lost; too few are named. */
  private void assertThatRacksAreNamed() {
    int fewer = 0;
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      int spread = racks.spread(after, partition);
      fewer += spread < racks.wanted(partition) ? 1 : 0;
      if (partition < plan.start().partitionCount() && !isLost(partition)) {
        int held = new Racks(plan.start()).spread(before, partition);
        assertThat(spread).isGreaterThanOrEqualTo(Math.min(held, racks.wanted(partition)));
      }
    }
    int named =
        plan.breaches().stream()
            .filter(each -> each.found().startsWith("are in fewer racks"))
            .mapToInt(each -> Integer.parseInt(each.subject().split(" ")[0]))
            .sum();
    assertThat(named).isEqualTo(fewer);
  }

  private boolean isLost(int partition) {
    return replicas(partition).anyMatch(model::mustLeave);
  }

  private IntStream replicas(int partition) {
    return IntStream.range(model.firstReplica(partition), model.endReplica(partition));
  }

  private void assertThatWhatIsLeftIsNamed(int broker) {
    boolean isNamed = isNamed(Breach.Kind.EVACUATION, name(broker));
    assertThat(isNamed).isEqualTo(after.hostedCount(broker) > 0);
  }

  private void assertThatItIsWithin(int broker, int measure) {
    double allowed = Math.max(ceiling(broker, measure), before.carried(broker, measure));
    double carried = after.carried(broker, measure);
    if (carried <= allowed * (1 + ROUNDING)) {
      return;
    }
    String what =
        "%s of broker %s, %s".formatted(Measure.values()[measure], broker, plan.objective());
    boolean counts = measure == Measure.REPLICAS.column();
    var kind = counts ? Breach.Kind.REPLICA_LIMIT : Breach.Kind.CAPACITY;
    assertThat(isNamed(kind, name(broker))).as(what).isTrue();
    assertThat(FORCING).as(what).contains(plan.objective());
    assertThat(IntStream.range(0, model.replicaCount()).filter(this::isForced))
        .as(what)
        .isNotEmpty();
    for (int replica : after.hosted(broker)) {
      if (after.isMoved(replica)) {
        assertThat(elsewhere(replica, measure)).as("%s: %s", what, replica).isEmpty();
      }
    }
  }

  /** True for what had to move, or to be led by another replica. */
  private boolean isForced(int replica) {
    int partition = model.partitionOf(replica);
    return isLost(partition) || racks.spread(start, partition) < racks.wanted(partition);
  }

  /** Brokers that could have the replica, with all that it is known to need. */
  private List<Integer> elsewhere(int replica, int measure) {
    after.loadOf(replica, load);
    if (load[measure] == 0) {
      return List.of();
    }
    return IntStream.range(0, plan.start().brokerCount())
        .filter(target -> model.takesReplicas(target) && !limits.closedBrokers().contains(target))
        .filter(target -> !after.knows(model.partitionOf(replica), target))
        .filter(target -> racks.allow(after, replica, target))
        .filter(
            target ->
                IntStream.rangeClosed(0, Measure.REPLICAS.column())
                    .allMatch(
                        at ->
                            load[at] == 0
                                || after.carried(target, at) + load[at] <= ceiling(target, at)))
        .boxed()
        .toList();
  }

  private double ceiling(int broker, int measure) {
    if (measure == Measure.REPLICAS.column()) {
      return model.constraints().maxReplicasPerBroker();
    }
    var resource = Measure.values()[measure].resource().orElseThrow();
    return model.brokers().get(broker).capacity().of(resource)
        * model.constraints().capacityThreshold().of(resource);
  }

  private String name(int broker) {
    return "broker " + model.brokers().get(broker).id();
  }

  private boolean isNamed(Breach.Kind kind, String subject) {
    return plan.breaches().stream()
        .anyMatch(
            each ->
                each.kind() == kind
                    && each.subject().equals(subject)
                    && !each.relaxation().isEmpty());
  }
}
