package io.kadvisor.core.planner.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.policy.RuleSettings;
import io.kadvisor.testkit.sample.SampledAdvisory;
import io.kadvisor.testkit.sample.SampledCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Four brokers in racks of their own. */
class PlanWishTest {
  private final SampledCluster cluster = SampledCluster.of(4);
  private final List<BrokerId> drained = new ArrayList<>();
  private Map<String, RuleSettings> rules = Map.of();

  private Policy policy() {
    Policy standard = Policy.standard(cluster.id());
    return new Policy(
        standard.v(),
        standard.cluster(),
        standard.name(),
        standard.version(),
        standard.effectiveFrom(),
        standard.durationFactor(),
        rules,
        standard.defaultOwner(),
        standard.owners(),
        standard.calm(),
        standard.capacity(),
        standard.backup(),
        drained);
  }

  private void drain(int... brokers) {
    for (int broker : brokers) {
      drained.add(new BrokerId(broker));
    }
  }

  private SampledAdvisory advisory(String rule) {
    return SampledAdvisory.opened(
        cluster.id(), new AdvisoryId(rule, Subject.CLUSTER, 1), cluster.now());
  }

  private Optional<PlanWish> of(SampledAdvisory advisory) {
    return PlanWish.of(advisory.advisory(), Sweeps.of(cluster), policy());
  }

  private PlanWish wish(SampledAdvisory advisory) {
    return of(advisory).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "replica-skew, BALANCE",
    "disk-skew, BALANCE",
    "bytes-in-skew, BALANCE",
    "bytes-out-skew, BALANCE",
    "broker-empty, BALANCE",
    "leader-skew, LEADERS",
    "broker-draining, DRAIN"
  })
  void shouldAskForWhatMendsTheRuleAndPutNothingOnDrainedBrokers(String rule, Objective objective) {
    drain(2, 9);

    PlanWish wish = wish(advisory(rule));

    assertThat(wish.objective()).isEqualTo(objective);
    assertThat(wish.leaving()).as("9 is not there").containsExactly(2);
    assertThat(wish.joining()).isEmpty();
    assertThat(wish.topics()).as("all").isEmpty();
    assertThat(wish.purpose()).endsWith(".");
  }

  @Test
  void shouldNameTheBrokersThatAreToBeEmptied() {
    drain(2);
    assertThat(wish(advisory("broker-draining")).purpose())
        .isEqualTo("Empties broker 2 at the least cost.");
    drain(4);
    assertThat(wish(advisory("broker-draining")).purpose())
        .isEqualTo("Empties brokers 2, 4 at the least cost.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"broker-silent", "under-replicated", "lag-growing", "small-cluster"})
  void shouldAskForNothingWhereNoPlanHelps(String rule) {
    assertThat(of(advisory(rule))).isEmpty();
  }

  @Test
  void shouldAskForNothingWhenTheAdvisoryHasEndedOrTellsOfNothing() {
    assertThat(of(advisory("replica-skew").in(AdvisoryState.RESOLVED))).isEmpty();
    assertThat(of(advisory("replica-skew").findings())).isEmpty();
  }

  private SampledAdvisory weak(String cause, String... topics) {
    return advisory("weak-topic")
        .caused(Category.DURABILITY, cause)
        .findings(
            Stream.of(topics)
                .map(topic -> new FindingId("weak-topic", Subject.of(new TopicName(topic))))
                .toArray(FindingId[]::new));
  }

  @Test
  void shouldMoveReplicasApartOfTheTopicsThatShareARackAndOfNoOther() {
    cluster.topic("orders").partition(1, 2, 3);
    cluster.topic("clicks").partition(1, 2);
    cluster.topic("parcels").partition(1, 2);
    drain(3);

    PlanWish wish = wish(weak("rack-shared", "orders", "parcels", "gone"));

    assertThat(wish.objective()).isEqualTo(Objective.RACKS);
    assertThat(wish.topics())
        .as("replicas as now")
        .containsExactly(entry("orders"), entry("parcels"));
    assertThat(wish.leaving()).containsExactly(3);
  }

  private static Map.Entry<String, Integer> entry(String topic) {
    return Map.entry(topic, 0);
  }

  @Test
  void shouldAddReplicasToThreeOrOneMoreThanTheMinimum() {
    cluster.topic("single").partition(1, 2, 3).partition(1).minInsync(1);
    cluster.topic("tight").partition(1, 2).minInsync(3);
    cluster.topic("strict").partition(1, 2, 3).minInsync(3);
    cluster.topic("strong").partition(1, 2, 3).minInsync(2);
    cluster.topic("__offsets").partition(1).internal();

    PlanWish wish =
        wish(weak("factor-low", "single", "tight", "strict", "strong", "__offsets", "gone"));

    assertThat(wish.objective()).isEqualTo(Objective.GROW);
    assertThat(wish.topics())
        .as("a topic with three asks for another setting, not for a plan")
        .containsExactlyInAnyOrderEntriesOf(Map.of("single", 3, "tight", 4, "__offsets", 3));
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "4, 4"})
  void shouldAddAsManyReplicasAsThePolicyAsksFor(double minFactor, int wanted) {
    cluster.topic("single").partition(1).minInsync(1);
    cluster.topic("strong").partition(1, 2, 3, 4);
    rules = Map.of("weak-topic", new RuleSettings(true, Map.of("min-factor", minFactor), Map.of()));

    assertThat(wish(weak("factor-low", "single", "strong")).topics())
        .containsExactly(Map.entry("single", wanted));
  }

  @Test
  void shouldAskForNothingWhenNoTopicNeedsAReplica() {
    cluster.topic("strict").partition(1, 2, 3).minInsync(3);

    assertThat(of(weak("factor-not-above-min-isr", "strict", "gone"))).isEmpty();
  }

  private SampledAdvisory add(int from, int to) {
    return advisory("capacity")
        .recommending("add-brokers", Map.of("from", "" + from, "to", "" + to));
  }

  @Test
  void shouldSpreadWhatIsThereWhenAnEvenLoadIsEnough() {
    drain(1);

    PlanWish wish = wish(advisory("capacity").recommending("rebalance", Map.of("broker", "2")));

    assertThat(wish.objective()).isEqualTo(Objective.BALANCE);
    assertThat(wish.joining()).isEmpty();
    assertThat(wish.leaving()).containsExactly(1);
  }

  @Test
  void shouldGiveBrokersThatJoinTheNextIdsAndTheEmptiestRacks() {
    racks("az1", "az1", "az2", "az3");

    PlanWish wish = wish(add(4, 7));

    assertThat(wish.objective()).isEqualTo(Objective.BALANCE);
    assertThat(wish.joining())
        .containsExactly(Map.entry(5, "az2"), Map.entry(6, "az3"), Map.entry(7, "az1"));
    assertThat(wish.purpose()).startsWith("Once brokers 5, 6, 7 joined: brings every broker");
  }

  private void racks(String... names) {
    for (int broker = 1; broker <= names.length; broker++) {
      cluster.broker(broker).rack(names[broker - 1]);
    }
  }

  @Test
  void shouldNotCountDrainedBrokersInTheirRacksAndGiveAwayNoIdOfTheirs() {
    racks("az1", "az1", "az2", "az3");
    drain(4);

    PlanWish wish = wish(add(3, 5));

    assertThat(wish.joining())
        .as("nobody stays in az3")
        .containsExactly(Map.entry(5, "az3"), Map.entry(6, "az2"));
    assertThat(wish.leaving()).containsExactly(4);
  }

  @Test
  void shouldNotCountABrokerThatIsAwayInItsRack() {
    racks("az1", "az2", "az2", "az1");
    cluster.fence(4);

    assertThat(wish(add(3, 4)).joining()).containsExactly(Map.entry(5, "az1"));
  }

  @Test
  void shouldGiveBrokersThatJoinRacksOfTheirOwnWhereNobodyHasOne() {
    for (int broker = 1; broker <= 4; broker++) {
      cluster.broker(broker).withoutRack();
    }

    assertThat(wish(add(4, 6)).joining())
        .containsExactly(Map.entry(5, "none-5"), Map.entry(6, "none-6"));
  }

  @Test
  void shouldAskForNothingWhenItIsNotKnownWhereBrokersAreToJoin() {
    cluster.broker(2).withoutRack();

    assertThat(of(add(4, 6))).isEmpty();
  }

  @Test
  void shouldAskForNothingWhenNoBrokerIsToJoinOrSomethingElseIsAdvised() {
    assertThat(of(add(4, 4))).isEmpty();
    assertThat(of(advisory("capacity").recommending("add-brokers", Map.of("to", "many"))))
        .isEmpty();
    assertThat(of(advisory("capacity").recommending("larger-brokers", Map.of()))).isEmpty();
  }
}
