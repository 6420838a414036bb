package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Constraints;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;
import io.kadvisor.core.planner.score.Violations;
import io.kadvisor.core.planner.search.Limits;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PlannerPropertyTest {
  private static PlanRequest request(Limits limits) {
    return new PlanRequest(Objective.BALANCE, 0.1, limits, 1);
  }

  private static Plan plan(ClusterModel model) {
    return Planner.plan(model, request(Limits.NONE), () -> false);
  }

  @Property(tries = 150)
  void shouldKeepEveryHardLimitWhenStartingAnywhere(
      @ForAll @IntRange(min = 4, max = 14) int brokers,
      @ForAll @IntRange(min = 1, max = 5) int racks,
      @ForAll @IntRange(min = 1, max = 120) int partitions,
      @ForAll @IntRange(min = 1, max = 3) int factor,
      @ForAll @IntRange(min = 0, max = 1) int dead,
      @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(brokers, racks, partitions, factor, dead, 0), seed);

    var plan = plan(model);

    Violations violations = plan.after().violations();
    assertThat(violations.duplicateReplica()).isZero();
    assertThat(violations.replicasOnDeadBrokers()).isZero();
    assertThat(violations.nonPreferredLeader()).isZero();
    assertThat(violations.rackPartitions()).isZero();
    PlanChecks.assertThatHardLimitsHold(plan);
    assertThatEveryMoveIsOneCopy(plan);
  }

  @Property(tries = 100)
  void shouldBreakNoRackRuleThatHeldWhenDraining(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int racks) {
    var model = SampleClusters.draw(new Shape(10, racks, 150, 3, 1, 1), seed);

    var plan =
        Planner.plan(model, new PlanRequest(Objective.DRAIN, 0.1, Limits.NONE, 1), () -> false);

    var rules = new Racks(model);
    var before = new Placement(model);
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      int held = Math.min(rules.wanted(partition), rules.spread(before, partition));
      assertThat(rules.spread(plan.placement(), partition)).isGreaterThanOrEqualTo(held);
    }
    assertThat(plan.after().violations().replicasOnDeadBrokers()).isZero();
    assertThat(plan.moves().replicas()).isEqualTo(before.hostedCount(0));
  }

  @Property(tries = 100)
  void shouldLeaveNoLeaderOnWhatGoesWhereNothingCanBeMoved(
      @ForAll @IntRange(min = 2, max = 4) int brokers,
      @ForAll @IntRange(min = 1, max = 90) int count,
      @ForAll boolean bare,
      @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(brokers, 3, count, 4, 1, 0), seed);

    var objective = bare ? Objective.DRAIN : Objective.BALANCE;
    var plan = Planner.plan(model, new PlanRequest(objective, 0.1, Limits.NONE, 1), () -> false);

    PlanChecks.assertThatHardLimitsHold(plan);
    var placement = plan.placement();
    for (int partition = 0; partition < count; partition++) {
      int[] after = PlanChecks.after(plan, partition);
      boolean able = Arrays.stream(after).anyMatch(model::takesReplicas);
      assertThat(able && !model.takesReplicas(placement.brokerOf(placement.leaderOf(partition))))
          .isFalse();
    }
  }

  private static void assertThatEveryMoveIsOneCopy(Plan plan) {
    ClusterModel model = plan.model();
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      int partition = model.partitionOf(replica);
      int target = plan.placement().brokerOf(replica);
      for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
        assertThat(each == replica || model.brokerOf(each) != target).isTrue();
      }
    }
  }

  @Property(tries = 40)
  void shouldPlanTheSameWhenAskedAgain(@ForAll long seed) {
    var shape = new Shape(9, 3, 200, 3, 1, 2);

    var one = plan(SampleClusters.draw(shape, seed));
    var other = plan(SampleClusters.draw(shape, seed));

    assertThat(one.moves()).isEqualTo(other.moves());
    assertThat(one.after()).isEqualTo(other.after());
  }

  @Property(tries = 60)
  void shouldBeValidWhenStoppedAnywhere(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 400) int questions) {
    var model = SampleClusters.draw(new Shape(8, 3, 150, 3, 1, 1), seed);
    var asked = new AtomicInteger();

    var plan = Planner.plan(model, request(Limits.NONE), () -> asked.incrementAndGet() > questions);

    assertThat(plan.after().violations()).isEqualTo(new Violations(0, 0, 0, 0));
    PlanChecks.assertThatHardLimitsHold(plan);
  }

  @Property(tries = 60)
  void shouldCopyNoMoreThanAllowedWhenLimited(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 30) int moves) {
    var model = SampleClusters.draw(new Shape(8, 3, 150, 3, 1, 1), seed);
    double megabytes = SampleClusters.total(model, Resource.DISK.column()) / 50;

    var plan =
        Planner.plan(
            model, request(new Limits(megabytes, moves, Set.of(0), Set.of(3))), () -> false);

    assertThat(plan.moves().replicas()).isLessThanOrEqualTo(moves);
    assertThat(plan.moves().megabytes()).isLessThanOrEqualTo(megabytes * (1 + 1e-9));
    assertThatOnlyOpenPartsChanged(plan);
  }

  private static void assertThatOnlyOpenPartsChanged(Plan plan) {
    for (int replica = 0; replica < plan.model().replicaCount(); replica++) {
      if (plan.placement().isMoved(replica)) {
        int topic = plan.model().topicOf(plan.model().partitionOf(replica));
        assertThat(topic).isNotZero();
        assertThat(plan.placement().brokerOf(replica)).isNotEqualTo(3);
      }
    }
  }

  @Property(tries = 80)
  void shouldSpreadAsWideAsRacksGoWhenTheyAreFewerThanReplicas(@ForAll long seed) {
    var model = SampleClusters.draw(new Shape(8, 2, 80, 3, 0, 0), seed);

    var plan = plan(model);

    var racks = new Racks(model);
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      assertThat(racks.spread(plan.placement(), partition))
          .isEqualTo(Math.min(2, model.replicationFactor(partition)));
    }
    assertThat(plan.breaches()).extracting(Breach::kind).contains(Breach.Kind.RACKS);
  }

  @Property(tries = 40)
  void shouldNameTheLimitAndStillPlanWhenCapacityIsTooSmall(@ForAll long seed) {
    var tight =
        new Constraints(
            1.1, new io.kadvisor.core.planner.model.Amounts(0.7, 0.001, 0.8, 0.8), 10_000);
    var model = SampleClusters.draw(new Shape(6, 3, 60, 3, 1, 0), seed, tight);

    var plan = plan(model);

    assertThat(plan.after().violations().replicasOnDeadBrokers()).isZero();
    assertThat(plan.breaches()).extracting(Breach::kind).contains(Breach.Kind.CAPACITY);
  }
}
