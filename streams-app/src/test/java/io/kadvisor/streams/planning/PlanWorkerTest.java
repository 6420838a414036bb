package io.kadvisor.streams.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.kept.PlanMaker;
import io.kadvisor.core.planner.kept.PlanTexts;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.Waves;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.window.Accumulator;
import io.kadvisor.core.window.Observation;
import io.kadvisor.core.window.WindowRoller;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.plan.BrokerChange;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanLoad;
import io.kadvisor.model.plan.PlanSummary.Replaced;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.streams.StreamCounters;
import io.kadvisor.streams.StreamCounters.Count;
import io.kadvisor.testkit.sample.SampledAdvisory;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanWorkerTest {
  private static final int PARTITIONS = 12;
  private final SampledCluster cluster = SampledCluster.of(4);
  private final SampledTopic orders = cluster.topic("orders");
  private final InMemoryPlans plans = new InMemoryPlans();
  private final StreamCounters counters = new StreamCounters();
  private final WindowShelf windows = new WindowShelf();
  private final WindowRoller roller = WindowRoller.standard();
  private final Map<Subject, Accumulator> growing = new HashMap<>();
  private final PlanWorker worker = restarted();
  private final AdvisoryId skew = new AdvisoryId("replica-skew", Subject.CLUSTER, 1);
  private final TreeMap<AdvisoryId, AdvisoryState> open =
      new TreeMap<>(Map.of(skew, AdvisoryState.OPEN));
  private UnaryOperator<SampledAdvisory> told = UnaryOperator.identity();

  PlanWorkerTest() {
    long[] records = new long[PARTITIONS];
    for (int partition = 0; partition < PARTITIONS; partition++) {
      orders.partition(1 + partition % 3, 1 + (partition + 1) % 3, 1 + (partition + 2) % 3);
      records[partition] = 100;
    }
    orders
        .bytesEach(1 << 20)
        .start(new long[PARTITIONS])
        .end(records)
        .grown(Duration.ofSeconds(10), records);
    for (int sweep = 0; sweep < 5; sweep++) {
      roll();
    }
  }

  /** Another sweep, in the windows. */
  private Sweep roll() {
    cluster.pass(Duration.ofSeconds(5));
    Sweep sweep = sweep();
    for (Observation each : roller.observe(sweep)) {
      growing.put(
          each.subject(),
          roller.roll(Optional.ofNullable(growing.get(each.subject())), each).next());
    }
    windows.rolled(cluster.id(), sweep.at(), Map.copyOf(growing));
    return sweep;
  }

  private PlanWorker restarted() {
    return new PlanWorker(plans, windows, new PlanMaker(new NoTexts()), counters);
  }

  private Judged judged() {
    Sweep sweep = roll();
    var advisories =
        open.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    each ->
                        told.apply(
                                SampledAdvisory.opened(cluster.id(), each.getKey(), sweep.at())
                                    .in(each.getValue()))
                            .advisory(),
                    (one, other) -> other,
                    TreeMap::new));
    return new Judged(sweep, Policy.standard(cluster.id()), new TreeMap<>(), advisories);
  }

  private Sweep sweep() {
    return Sweep.whole(
        cluster.mark(), cluster.cluster(), cluster.brokers(), cluster.topics(), cluster.groups());
  }

  private KeptPlan plan() {
    return plans.of(cluster.id()).get(skew);
  }

  @Test
  void shouldMakeOnePlanAndKeepItWhileTheClusterIsWhatItStartsFrom() {
    worker.look(judged());
    KeptPlan first = plan();
    worker.look(judged());

    assertThat(first.steps()).isNotEmpty();
    assertThat(plan()).isEqualTo(first);
    assertThat(counters.of(Count.PLANS_MADE)).isEqualTo(1);
  }

  @Test
  void shouldWaitForWindowsAndSayWhatTheLoadIsTakenFrom() {
    windows.left(cluster.id());
    for (int sweep = 0; sweep < 4; sweep++) {
      growing.clear();
      worker.look(judged());
      assertThat(plan()).isNull();
    }
    for (int sweep = 1; sweep < 5; sweep++) {
      worker.look(judged());
    }

    PlanLoad load = plan().summary().load().orElseThrow();
    assertThat(load.source()).isEqualTo(PlanLoad.Source.OPEN_WINDOWS);
    assertThat(load.sweeps()).isEqualTo(5);
    // 12 partitions of 100 records in ten seconds
    assertThat(load.recordsIn()).isEqualTo(120);
    assertThat(load.why()).isEqualTo("No ten minutes are complete yet.");
  }

  @Test
  void shouldNeitherMakeNorReplaceAPlanForASpike() {
    for (int sweep = 0; sweep < 200; sweep++) {
      roll();
    }
    long[] spike = new long[PARTITIONS];
    Arrays.fill(spike, 100);
    spike[0] = 100_000;
    orders.grown(Duration.ofSeconds(10), spike);

    worker.look(judged());
    KeptPlan made = plan();
    for (int sweep = 0; sweep < 130; sweep++) {
      worker.look(judged());
    }

    PlanLoad load = made.summary().load().orElseThrow();
    assertThat(load.source()).isEqualTo(PlanLoad.Source.CLOSED_WINDOWS);
    assertThat(load.recordsIn()).isEqualTo(120);
    assertThat(plan()).isEqualTo(made);
  }

  @Test
  void shouldReplaceAPlanWhenTrafficHasGrownForTwentyMinutes() {
    worker.look(judged());
    KeptPlan first = plan();
    long[] more = new long[PARTITIONS];
    Arrays.fill(more, 10_000);
    orders.grown(Duration.ofSeconds(10), more);

    for (int sweep = 0; sweep < 400; sweep++) {
      worker.look(judged());
    }

    assertThat(plan().summary().replaced())
        .contains(
            new Replaced(
                first.id(),
                "12,000 records a second and more have been written for twenty minutes, and the"
                    + " plan counts on 120"));
    assertThat(counters.of(Count.PLANS_REPLACED)).isEqualTo(1);
  }

  @Test
  void shouldMakeNoOtherPlanAfterARestart() {
    worker.look(judged());
    KeptPlan first = plan();

    restarted().look(judged());

    assertThat(plan()).isEqualTo(first);
  }

  @Test
  void shouldReplaceAPlanAndSayWhyWhenSomebodyMovesWhatItMoves() {
    worker.look(judged());
    KeptPlan first = plan();
    var step = first.steps().get(0);
    orders.assign(
        step.partition(), step.before().get(1), step.before().get(2), step.before().get(0));

    worker.look(judged());

    assertThat(plan().id()).isNotEqualTo(first.id());
    assertThat(plan().summary().replaced())
        .contains(
            new Replaced(
                first.id(),
                "orders-"
                    + step.partition()
                    + " is neither where the plan found it nor where it puts it"));
    assertThat(counters.of(Count.PLANS_REPLACED)).isEqualTo(1);
  }

  @Test
  void shouldWaitWhileReplicasMoveAndKeepWhatIsApproved() {
    orders.adding(0, 4);
    worker.look(judged());
    assertThat(plan()).isNull();
    orders.reassigned().assign(0, 1, 2, 3);
    worker.look(judged());
    KeptPlan approved = plan();

    open.put(skew, AdvisoryState.APPROVED);
    cluster.broker(4).rack("elsewhere");
    worker.look(judged());

    assertThat(plan()).isEqualTo(approved);
    open.put(skew, AdvisoryState.OPEN);
    worker.look(judged());
    assertThat(plan().summary().replaced().get().why())
        .isEqualTo("broker 4 is in rack elsewhere now");
  }

  @Test
  void shouldKeepThePlanOfAnEndedAdvisoryUntilThatIsForgotten() {
    worker.look(judged());
    open.put(skew, AdvisoryState.RESOLVED);
    worker.look(judged());
    assertThat(plan()).isNotNull();

    open.clear();
    worker.look(judged());

    assertThat(plan()).isNull();
  }

  @Test
  void shouldForgetAtTheFirstLookWhatWasForgottenWhileItWasAway() {
    worker.look(judged());
    open.clear();

    restarted().look(judged());

    assertThat(plan()).isNull();
  }

  @Test
  void shouldNotReadThePlansWhenNobodyWantsOne() {
    open.clear();
    worker.look(judged());
    int reads = plans.reads;
    worker.look(judged());

    assertThat(plans.reads).isEqualTo(reads);
  }

  @Test
  void shouldMakeNoPlanWhenABrokerThatHoldsReplicasIsAway() {
    cluster.fence(2);
    worker.look(judged());

    assertThat(plan()).isNull();
    assertThat(counters.of(Count.PLANS_NOT_POSSIBLE)).isEqualTo(1);
  }

  @Test
  void shouldRaiseTheFactorOfATopicThatIsWeak() {
    cluster.topic("weak").partition(1).partition(2).bytesEach(1 << 20);
    var weak = new AdvisoryId("weak-topic", Subject.of(new TopicName("weak")), 1);
    open.clear();
    open.put(weak, AdvisoryState.OPEN);
    told = advisory -> advisory.caused(Category.DURABILITY, "factor-low");

    worker.look(judged());

    KeptPlan plan = plans.of(cluster.id()).get(weak);
    assertThat(plan.summary().asked().objective()).isEqualTo("grow");
    assertThat(plan.steps())
        .hasSize(2)
        .allMatch(step -> step.topic().value().equals("weak"))
        .allMatch(step -> step.after().size() == 3);
    assertThat(plan.summary().notKept()).isEmpty();
  }

  @Test
  void shouldMoveReplicasApartInATopicThatSharesARack() {
    cluster.broker(2).rack("rack-1");
    cluster.topic("weak").partition(1, 2).partition(3, 4).bytesEach(1 << 20);
    var weak = new AdvisoryId("weak-topic", Subject.of(new TopicName("weak")), 1);
    open.clear();
    open.put(weak, AdvisoryState.OPEN);
    told = advisory -> advisory.caused(Category.DURABILITY, "rack-shared");

    worker.look(judged());

    assertThat(plans.of(cluster.id()).get(weak).steps())
        .singleElement()
        .satisfies(step -> assertThat(step.partition()).isZero())
        .satisfies(step -> assertThat(step.after()).containsAnyOf(3, 4));
  }

  @Test
  void shouldPlanWithTheBrokersThatAreWantedWhenTheClusterIsTooSmall() {
    var capacity = new AdvisoryId("capacity", Subject.CLUSTER, 1);
    open.clear();
    open.put(capacity, AdvisoryState.OPEN);
    told = advisory -> advisory.recommending("add-brokers", Map.of("from", "4", "to", "6"));

    worker.look(judged());

    KeptPlan plan = plans.of(cluster.id()).get(capacity);
    assertThat(plan.summary().asked().joining()).containsExactly(5, 6);
    assertThat(plan.brokers())
        .filteredOn(BrokerChange::joins)
        .hasSize(2)
        .allMatch(broker -> broker.after().replicas() > 0);
    assertThat(plan.steps()).anyMatch(step -> step.after().contains(5));
  }

  @Test
  void shouldGoOnAfterAFailure() {
    plans.fails = true;
    try (PlanWorker running = worker) {
      running.start();
      running.offer(judged());
      await().untilAsserted(() -> assertThat(counters.of(Count.PLANS_FAILED)).isEqualTo(1));
      plans.fails = false;
      running.offer(judged());
      await().untilAsserted(() -> assertThat(counters.of(Count.PLANS_MADE)).isEqualTo(1));
    }
  }

  private static final class NoTexts implements PlanTexts {
    @Override
    public Map<String, String> files(Plan plan, Waves waves) {
      return Map.of();
    }

    @Override
    public String purpose(Waves waves, Wave wave) {
      return wave.urgency().name();
    }

    @Override
    public List<String> leftOut(Waves waves) {
      return List.of();
    }
  }
}
