package io.kadvisor.core.planner.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.window.LatestWindows;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanStep;
import io.kadvisor.model.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftTest {
  private final KeptCluster world = new KeptCluster();
  private final KeptPlan plan = world.plan(KeptCluster.BALANCE);

  private Optional<String> drift() {
    return Drift.of(plan, KeptCluster.BALANCE, world.sweep(), LatestWindows.NONE, world.policy);
  }

  @Test
  void shouldHoldWhileNothingChanges() {
    world.cluster.pass(Duration.ofDays(1));

    assertThat(drift()).isEmpty();
  }

  @Test
  void shouldHoldWhileItIsCarriedOut() {
    PlanStep first = plan.steps().get(0);
    world.orders.adding(first.partition(), 4);
    assertThat(drift()).isEmpty();
    world.orders.reassigned();

    for (int done = 1; done <= plan.steps().size(); done++) {
      world.carryOut(plan.steps().subList(0, done));
      assertThat(drift()).isEmpty();
    }
  }

  @Test
  void shouldNotHoldWhenAllIsDoneAndTheTroubleGoesOn() {
    world.carryOut(plan.steps());
    world.cluster.pass(Duration.ofMinutes(59));
    assertThat(drift()).isEmpty();
    world.cluster.pass(Duration.ofMinutes(1));

    assertThat(drift()).contains("all of its steps are done, and the trouble is still there");
  }

  @Test
  void shouldNameAPartitionThatSomebodyElseMoved() {
    PlanStep step = plan.steps().get(0);
    List<Integer> turned =
        List.of(step.before().get(2), step.before().get(0), step.before().get(1));
    world.orders.assign(step.partition(), turned.toArray(Integer[]::new));

    assertThat(drift())
        .contains(
            "orders-"
                + step.partition()
                + " is neither where the plan found it nor where it puts it");
  }

  @Test
  void shouldNotCareForPartitionsThatItLeavesAlone() {
    world.cluster.topic("new").partition(1, 2, 3);

    assertThat(drift()).isEmpty();
  }

  @Test
  void shouldKnowAllThatIsOnABrokerWhichItEmpties() {
    PlanWish wish = KeptCluster.wish(Objective.DRAIN, 1);
    KeptPlan drain = world.plan(wish);
    world.cluster.topic("new").partition(1, 2, 3);

    assertThat(Drift.of(drain, wish, world.sweep(), LatestWindows.NONE, world.policy))
        .contains("there are 1 partitions more");
  }

  @Test
  void shouldNameABrokerThatJoinedOrLeftOrStandsElsewhere() {
    world.cluster.broker(4).rack("other");
    assertThat(drift()).contains("broker 4 is in rack other now");
    world.cluster.broker(4).rack("new");

    KeptCluster larger = new KeptCluster();
    larger.cluster.broker(5).rack("az2");
    assertThat(
            Drift.of(plan, KeptCluster.BALANCE, larger.sweep(), LatestWindows.NONE, larger.policy))
        .contains("broker 5 has joined");
    KeptPlan of5 = larger.plan(KeptCluster.BALANCE);
    assertThat(Drift.of(of5, KeptCluster.BALANCE, world.sweep(), LatestWindows.NONE, world.policy))
        .contains("broker 5 has left");
  }

  @Test
  void shouldSayThatOtherBrokersAreToBeEmptied() {
    PlanWish wish = KeptCluster.wish(Objective.BALANCE, 3);

    assertThat(Drift.of(plan, wish, world.sweep(), LatestWindows.NONE, world.policy))
        .contains("other brokers are to be emptied: [3]");
  }

  @Test
  void shouldSayThatTheBytesAreOthers() {
    world.orders.bytesEach(140L << 20);
    assertThat(drift()).isEmpty();
    world.orders.bytesEach(160L << 20);

    assertThat(drift()).contains("the cluster holds 160 % of the bytes that the plan counts on");
  }

  @Test
  void shouldNotHoldWhenItIsLearntThatACallTakesFewerPartitions() {
    world.leadFromOne(60);
    PlanWish wish = KeptCluster.wish(Objective.LEADERS);
    KeptPlan large = world.plan(wish);
    int wave = large.waves().get(0).partitions();
    Policy msk = world.declaring("express.m7g.large");

    assertThat(Drift.of(large, wish, world.sweep(), LatestWindows.NONE, world.policy)).isEmpty();
    assertThat(Drift.of(large, wish, world.sweep(), LatestWindows.NONE, msk))
        .contains(
            "a wave has "
                + wave
                + " partitions, and this is MSK_EXPRESS, at most 20 partitions in a call");
    assertThat(Drift.of(world.plan(wish, msk), wish, world.sweep(), LatestWindows.NONE, msk))
        .isEmpty();
  }
}
