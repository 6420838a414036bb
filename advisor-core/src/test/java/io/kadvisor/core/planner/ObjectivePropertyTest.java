package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Constraints;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;
import io.kadvisor.core.planner.search.Limits;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The objectives that do one thing do it, and nothing else. */
class ObjectivePropertyTest {
  private static Plan plan(ClusterModel model, Objective objective, Limits limits) {
    return Planner.plan(model, new PlanRequest(objective, 0.1, limits, 1), () -> false);
  }

  @Property(tries = 120)
  void shouldMoveNoDataAndKeepTheOrderWhenElecting(
      @ForAll @IntRange(min = 2, max = 10) int brokers,
      @ForAll @IntRange(min = 1, max = 4) int racks,
      @ForAll @IntRange(min = 1, max = 90) int count,
      @ForAll @IntRange(min = 0, max = 1) int dead,
      @ForAll @IntRange(min = 5, max = 700) int permille,
      @ForAll @DoubleRange(min = 0, max = 0.2) double offline,
      @ForAll boolean isOneClosed,
      @ForAll long seed) {
    var constraints = new Constraints(1.1, new Amounts(permille / 1000.0, 0.8, 0.8, 0.8), 10_000);
    var shape = new Shape(brokers, racks, count, 3, dead, 0);
    var model = SampleClusters.draw(shape, seed, constraints, offline);

    Set<Integer> closed = isOneClosed ? Set.of(brokers - 1) : Set.of();

    var plan = plan(model, Objective.ELECT, new Limits(1e9, 100, Set.of(1), closed));

    PlanChecks.assertThatHardLimitsHold(plan);
    assertThat(plan.moves().replicas()).isZero();
    assertThat(plan.moves().reorderOnly()).isZero();
    boolean full = false;
    boolean lost = false;
    boolean refused = false;
    for (int partition = 0; partition < count; partition++) {
      int first = model.firstReplica(partition);
      int leader = plan.placement().leaderOf(partition);
      assertThat(PlanChecks.after(plan, partition)).isEqualTo(PlanChecks.before(model, partition));
      assertThat(leader).isIn(first, model.leaderOf(partition));
      if (plan.changes(partition)) {
        assertThat(model.mustLeave(first)).isFalse();
        assertThat(closed).doesNotContain(model.brokerOf(first));
        assertThat(model.topicOf(partition)).isZero();
      } else if (leader != first && model.topicOf(partition) == 0) {
        boolean isClosed = closed.contains(model.brokerOf(first));
        lost |= model.mustLeave(first);
        refused |= !model.mustLeave(first) && isClosed;
        full |= !model.mustLeave(first) && !isClosed;
      }
    }
    long named =
        plan.breaches().stream().filter(b -> b.kind() == Breach.Kind.PREFERRED_LEADER).count();
    assertThat(named).isEqualTo((lost ? 1 : 0) + (refused ? 1 : 0) + (full ? 1 : 0));
  }

  @Property(tries = 120)
  void shouldTouchOnlyWhatSharesARackWhenSpreading(
      @ForAll @IntRange(min = 3, max = 12) int brokers,
      @ForAll @IntRange(min = 1, max = 5) int racks,
      @ForAll @IntRange(min = 1, max = 90) int count,
      @ForAll @IntRange(min = 0, max = 1) int dead,
      @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(brokers, racks, count, 3, dead, 0), seed);

    var plan = plan(model, Objective.RACKS, Limits.NONE);

    PlanChecks.assertThatHardLimitsHold(plan);
    var rules = new Racks(model);
    var before = new Placement(model);
    for (int partition = 0; partition < count; partition++) {
      int lacking = Math.max(0, rules.wanted(partition) - rules.spread(before, partition));
      assertThat(moved(plan, partition)).hasSizeLessThanOrEqualTo(lacking);
      if (lacking == 0) {
        assertThat(plan.changes(partition)).isFalse();
      }
    }
    if (dead == 0) {
      assertThat(plan.after().violations().rackPartitions()).isZero();
    }
  }

  private static int[] moved(Plan plan, int partition) {
    ClusterModel model = plan.model();
    return IntStream.range(model.firstReplica(partition), model.endReplica(partition))
        .filter(plan.placement()::isMoved)
        .toArray();
  }

  @Property(tries = 150)
  void shouldMoveExactlyWhatIsLostWhenRepairing(
      @ForAll @IntRange(min = 6, max = 12) int brokers,
      @ForAll @IntRange(min = 1, max = 4) int racks,
      @ForAll @IntRange(min = 1, max = 90) int count,
      @ForAll @IntRange(min = 0, max = 1) int dead,
      @ForAll @DoubleRange(min = 0, max = 0.3) double offline,
      @ForAll long seed) {
    var shape = new Shape(brokers, racks, count, 3, dead, 0);
    var model = SampleClusters.draw(shape, seed, Constraints.DEFAULT, offline);

    var plan = plan(model, Objective.REPAIR, Limits.NONE);

    PlanChecks.assertThatHardLimitsHold(plan);
    boolean lost = false;
    for (int partition = 0; partition < count; partition++) {
      int[] replicas =
          IntStream.range(model.firstReplica(partition), model.endReplica(partition)).toArray();
      int[] leaving = Arrays.stream(replicas).filter(model::mustLeave).toArray();
      boolean source = leaving.length < replicas.length;
      lost |= !source;
      assertThat(moved(plan, partition)).isEqualTo(source ? leaving : new int[0]);
      int leader = plan.placement().leaderOf(partition);
      assertThat(source && model.mustLeave(leader)).isFalse();
      if (!source || !model.mustLeave(model.leaderOf(partition))) {
        assertThat(leader).isEqualTo(model.leaderOf(partition));
      }
      if (leaving.length == 0) {
        assertThat(plan.changes(partition)).isFalse();
      }
    }
    assertThat(plan.breaches().stream().anyMatch(each -> each.found().contains("no replica in")))
        .isEqualTo(lost);
  }

  @Property(tries = 60)
  void shouldLeaveNothingOnBrokenVolumesWhenBalancing(
      @ForAll @DoubleRange(min = 0, max = 0.3) double offline, @ForAll long seed) {
    var shape = new Shape(8, 3, 80, 3, 1, 1);
    var model = SampleClusters.draw(shape, seed, Constraints.DEFAULT, offline);

    var plan = plan(model, Objective.BALANCE, Limits.NONE);

    PlanChecks.assertThatHardLimitsHold(plan);
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      int first = model.firstReplica(model.partitionOf(replica));
      int end = model.endReplica(model.partitionOf(replica));
      boolean source = IntStream.range(first, end).anyMatch(each -> !model.isOffline(each));
      assertThat(model.isOffline(replica) && source && !plan.placement().isMoved(replica))
          .isFalse();
    }
  }
}
