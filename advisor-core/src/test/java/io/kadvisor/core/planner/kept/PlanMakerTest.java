package io.kadvisor.core.planner.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.Objective;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.plan.BrokerChange;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanStep;
import io.kadvisor.model.plan.PlanWave;
import io.kadvisor.model.sample.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlanMakerTest {
  private final KeptCluster world = new KeptCluster();

  private static BrokerChange broker(KeptPlan plan, int id) {
    return plan.brokers().stream()
        .filter(change -> change.broker().equals(new BrokerId(id)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldFillAnEmptyBrokerAndSayWhatBecomesOfEach() {
    KeptPlan plan = world.plan(KeptCluster.BALANCE);

    assertThat(broker(plan, 4).before().replicas()).isZero();
    // 18 on the mean
    assertThat(plan.brokers())
        .allMatch(change -> change.after().replicas() >= 16 && change.after().replicas() <= 20)
        .extracting(BrokerChange::rack)
        .contains("new");
    assertThat(plan.summary().moved().copies()).isEqualTo(broker(plan, 4).after().replicas());
    assertThat(plan.summary().moved().bytes().bytes())
        .isEqualTo(plan.steps().stream().mapToLong(step -> step.bytes().bytes()).sum());
    assertThat(plan.waves()).hasSize(plan.summary().waves());
    assertThat(plan.steps()).allMatch(step -> step.wave() <= plan.waves().size());
    assertThat(plan.texts()).containsKey("steps.md");
  }

  @Test
  void shouldGiveTheSamePlanForTheSameSweepAndAnotherIdForTheNextOne() {
    KeptPlan plan = world.plan(KeptCluster.BALANCE);

    assertThat(world.plan(KeptCluster.BALANCE)).isEqualTo(plan);
    assertThat(plan.id()).matches("[0-9a-f]{12}");
    world.cluster.pass(Duration.ofSeconds(5));
    KeptPlan later = world.plan(KeptCluster.BALANCE);
    assertThat(later.steps()).isEqualTo(plan.steps());
    assertThat(later.id()).isNotEqualTo(plan.id());
  }

  @Test
  void shouldEmptyABrokerThatIsToLeave() {
    KeptPlan plan = world.plan(KeptCluster.wish(Objective.DRAIN, 1));

    assertThat(broker(plan, 1).leaves()).isTrue();
    assertThat(broker(plan, 1).after().replicas()).isZero();
    assertThat(plan.steps()).hasSize(24).allMatch(step -> !step.after().contains(1));
    assertThat(plan.summary().asked().leaving()).containsExactly(1);
  }

  @Test
  void shouldPutNothingOnABrokerThatIsToLeave() {
    KeptPlan plan = world.plan(KeptCluster.wish(Objective.BALANCE, 4));

    assertThat(plan.steps()).allMatch(step -> !step.after().contains(4));
  }

  @Test
  void shouldRaiseTheFactorOfTheTopicsThatAreMeantAndOfNoOther() {
    world.cluster.topic("weak").partition(1).partition(2);
    world.cluster.topic("alone").partition(3);
    PlanWish wish =
        new PlanWish(
            Objective.GROW, "", new TreeSet<>(), new TreeMap<>(), new TreeMap<>(Map.of("weak", 3)));

    KeptPlan plan = world.plan(wish);

    assertThat(plan.steps()).hasSize(2).allMatch(step -> step.topic().value().equals("weak"));
    assertThat(plan.steps()).extracting(step -> step.after().size()).containsOnly(3);
    assertThat(plan.summary().asked().topics()).containsExactly("weak=3");
  }

  @Test
  void shouldMoveReplicasApartThatShareARack() {
    world.cluster.broker(4).rack(world.plan(KeptCluster.BALANCE).brokers().get(0).rack());
    world.orders.assign(0, 1, 4, 2);
    PlanWish wish =
        new PlanWish(
            Objective.RACKS,
            "",
            new TreeSet<>(),
            new TreeMap<>(),
            new TreeMap<>(Map.of("orders", 0)));

    assertThat(world.plan(wish).steps())
        .singleElement()
        .satisfies(step -> assertThat(step.partition()).isZero())
        .satisfies(step -> assertThat(step.after()).contains(2, 3));
  }

  @Test
  void shouldPlanWithBrokersThatAreStillToJoin() {
    PlanWish wish =
        new PlanWish(
            Objective.BALANCE,
            "",
            new TreeSet<>(),
            new TreeMap<>(Map.of(5, "az2", 6, "az3")),
            new TreeMap<>());

    KeptPlan plan = world.plan(wish);

    assertThat(plan.summary().asked().joining()).containsExactly(5, 6);
    assertThat(broker(plan, 5).joins()).isTrue();
    assertThat(broker(plan, 5).after().replicas()).isPositive();
  }

  private static int largestWave(KeptPlan plan) {
    return plan.waves().stream().mapToInt(PlanWave::partitions).max().orElseThrow();
  }

  @Test
  void shouldPutNoMorePartitionsInAWaveThanTheBrokersOfMskTakeInACall() {
    world.leadFromOne(60);
    PlanWish leaders = KeptCluster.wish(Objective.LEADERS);
    assertThat(largestWave(world.plan(leaders))).isGreaterThan(20);
    assertThat(world.plan(leaders).summary().notes()).noneMatch(note -> note.contains("call"));

    assertThat(largestWave(world.plan(leaders, world.declaring("express.m7g.large"))))
        .isEqualTo(20);
    assertThat(largestWave(world.plan(leaders, world.declaring("kafka.m7g.large")))).isEqualTo(10);
    world.cluster.broker(3).host("b-3.shop.a1b2c3.c4.kafka.eu-central-1.amazonaws.com");
    KeptPlan addressed = world.plan(leaders);

    assertThat(largestWave(addressed)).isEqualTo(10);
    assertThat(addressed.summary().notes())
        .contains(
            "Waves for MSK_STANDARD, at most 10 partitions in a call:"
                + " b-3.shop.a1b2c3.c4.kafka.eu-central-1.amazonaws.com is an address of Amazon"
                + " MSK, and policy.capacity declares no type of its brokers, so the smaller limit"
                + " is taken. policy.capacity, type, changes it.");
  }

  @Test
  void shouldSayHowFarTheModelIsFromWhatABrokerMeasures() {
    // 24 partitions of 10 records a second, each of 1 MiB, on every one of three brokers
    double estimated = 24 * 10.0 * 1024 * 1024;
    world.counting(1, Metric.BYTES_IN, estimated / 3);
    world.counting(1, Metric.REPLICATION_BYTES_IN, estimated / 6);

    KeptPlan plan = world.plan(KeptCluster.BALANCE);

    assertThat(plan.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.broker()).isEqualTo(new BrokerId(1)))
        .satisfies(error -> assertThat(error.measure()).isEqualTo("bytes in"))
        .satisfies(
            error ->
                assertThat(error.measured().bytesPerSecond())
                    .isCloseTo(estimated / 2, within(estimated / 100)));
  }

  @Test
  void shouldCutALargePlanIntoPartsAndPutItTogetherAgain() {
    List<PlanStep> steps = new ArrayList<>();
    KeptPlan plan = world.plan(KeptCluster.BALANCE);
    for (int copy = 0; copy < 500; copy++) {
      steps.addAll(plan.steps());
    }
    KeptPlan large =
        new KeptPlan(
            plan.cluster(),
            plan.advisory(),
            plan.id(),
            plan.madeAt(),
            plan.summary(),
            plan.waves(),
            plan.brokers(),
            plan.errors(),
            steps,
            Map.of("steps.md", "ä€\n\"\uD83D\uDE00".repeat(100_000), "reasons.txt", ""));

    var parts = large.parts();

    assertThat(parts).hasSizeGreaterThan(8);
    assertThat(KeptPlan.of(parts)).contains(large);
    assertThat(KeptPlan.of(parts.subList(1, parts.size()))).isEmpty();
    assertThat(KeptPlan.of(List.of())).isEmpty();
  }
}
