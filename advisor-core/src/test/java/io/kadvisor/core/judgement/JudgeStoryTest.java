package io.kadvisor.core.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.testkit.sample.SampledPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told over a hundred sweeps and more of a cluster that something happens to. */
class JudgeStoryTest {
  private static final Subject BROKER_2 = Subject.of(new BrokerId(2));
  private static final Subject BROKER_3 = Subject.of(new BrokerId(3));
  private static final Subject BILLING = Subject.of(new GroupId("billing"));
  private final World world = new World();

  private static Subject topic(String name) {
    return Subject.of(new TopicName(name));
  }

  private void killBroker2() {
    world.script.silent(2);
    world.tick(4);
    world.script.away(2);
    world.breach("broker-silent", BROKER_2, Severity.CRITICAL, "broker-down", 2);
    world.script.topics.forEach(t -> world.breach("under-replicated", topic(t), "broker-down", 2));
  }

  private void restartBroker2() {
    world.script.up(2);
    world.clear("broker-silent", BROKER_2);
  }

  private void catchUp() {
    world.script.topics.forEach(t -> world.clear("under-replicated", topic(t)));
  }

  @Test
  void shouldTellOneAdvisoryWhenABrokerDiesAndComesBack() {
    world.tick(20);
    killBroker2();
    world.tick(60);
    assertThat(world.openIds()).containsExactly("broker-silent~broker:2~1");
    assertThat(world.advisory("broker-silent~broker:2~1").affected().topics()).isEqualTo(3);
    restartBroker2();
    world.tick(3);
    catchUp();
    world.tick(60);
    assertThat(world.stories()).containsExactly("broker-silent~broker:2~1 [OPEN, RESOLVED]");
    assertThat(world.advisory("broker-silent~broker:2~1").outcome().orElseThrow())
        .startsWith("recovered at 2026");
  }

  @Test
  void shouldStayOpenWhenTheBrokerIsBackAndItsReplicasCatchUp() {
    killBroker2();
    world.tick(20);
    restartBroker2();
    world.tick(8);
    assertThat(world.openIds()).containsExactly("broker-silent~broker:2~1");
    catchUp();
    world.tick(60);
    assertThat(world.stories()).containsExactly("broker-silent~broker:2~1 [OPEN, RESOLVED]");
  }

  @Test
  void shouldTellTheTopicsWhenTheirReplicasNeverCatchUp() {
    world.script.topics.retainAll(Set.of("orders"));
    killBroker2();
    world.tick(20);
    restartBroker2();
    world.tick(60);
    assertThat(world.stories())
        .containsExactly(
            "broker-silent~broker:2~1 [OPEN, RESOLVED]", "under-replicated~topic:orders~1 [OPEN]");
  }

  @Test
  void shouldTellNothingWhenBrokersAreRestartedInTurn() {
    world.tick(10);
    for (int broker : new int[] {1, 2, 3}) {
      world.script.away(broker);
      for (String t : world.script.topics) {
        world.breach("under-replicated", topic(t), "unknown", broker);
        world.breach("at-min-isr", topic(t), "unknown", broker);
      }
      world.tick(4);
      world.script.up(broker);
      world.tick(5);
      world.script.topics.forEach(
          t -> world.clear("under-replicated", topic(t)).clear("at-min-isr", topic(t)));
      world.tick(10);
    }
    world.tick(60);
    assertThat(world.revisions).isEmpty();
  }

  @Test
  void shouldTellNothingOfTheSymptomsWhenTheBrokerIsInDoubt() {
    world.script.silent(2);
    for (int i = 0; i < 20; i++) {
      world.script.topics.forEach(t -> world.breach("under-replicated", topic(t), "unknown", 2));
      world.tick();
    }
    assertThat(world.revisions).isEmpty();
    assertThat(world.state.findings().values()).anyMatch(f -> f.active());
  }

  @Test
  void shouldPutSymptomsUnderTheBrokerWhenTheDisputeIsTold() {
    world.script.silent(2);
    world.breach("broker-silent", BROKER_2, "disputed", 2);
    world.breach("under-replicated", topic("orders"), "unknown", 2);
    world.tick(100);
    assertThat(world.stories()).containsExactly("broker-silent~broker:2~1 [OPEN]");
    assertThat(world.advisory("broker-silent~broker:2~1").findings())
        .contains(new FindingId("under-replicated", topic("orders")));
  }

  @Test
  void shouldKeepTheCauseWhenADeadBrokerIsListedBeforeItAnswers() {
    killBroker2();
    world.tick(20);
    world.script.silent(2);
    world.breach("broker-silent", BROKER_2, Severity.CRITICAL, "disputed", 2);
    world.tick(2);
    assertThat(world.advisory("broker-silent~broker:2~1").cause()).isEqualTo("broker-down");
  }

  @Test
  void shouldTellTwoAdvisoriesWhenTwoBrokersDie() {
    world.script.away(3);
    world.breach("broker-silent", BROKER_3, Severity.CRITICAL, "broker-down", 3);
    world.tick(10);
    killBroker2();
    world.breach("under-min-isr", topic("orders"), Severity.CRITICAL, "broker-down", 2, 3);
    world.tick(30);
    assertThat(world.openIds())
        .containsExactly("broker-silent~broker:2~1", "broker-silent~broker:3~1");
    FindingId underMin = new FindingId("under-min-isr", topic("orders"));
    assertThat(world.advisory("broker-silent~broker:3~1").findings()).contains(underMin);
    assertThat(world.advisory("broker-silent~broker:2~1").findings()).doesNotContain(underMin);
  }

  @Test
  void shouldTellTheTopicApartWhenAReplicaOfALiveBrokerIsMissingToo() {
    killBroker2();
    world.breach("under-replicated", topic("orders"), "unknown", 1, 2);
    world.tick(30);
    assertThat(world.openIds())
        .containsExactly("broker-silent~broker:2~1", "under-replicated~topic:orders~1");
  }

  @Test
  void shouldTellTheSlowGroupApartWhenItWasSlowBeforeTheBrokerDied() {
    world.breach("lag-growing", BILLING, "slow");
    world.tick(2);
    killBroker2();
    world.tick(30);
    assertThat(world.openIds())
        .containsExactly("broker-silent~broker:2~1", "lag-growing~group:billing~1");
  }

  @Test
  void shouldPutTheLagUnderTheBrokerWhenItBeganAfterTheDeath() {
    killBroker2();
    world.tick(3);
    world.breach("lag-growing", BILLING, "slow");
    world.tick(40);
    world.clear("lag-growing", BILLING);
    restartBroker2();
    catchUp();
    world.tick(40);
    assertThat(world.stories()).containsExactly("broker-silent~broker:2~1 [OPEN, RESOLVED]");
  }

  @Test
  void shouldTellTheGroupWhenItStaysWithoutMembersWhileABrokerIsDead() {
    killBroker2();
    world.tick(3);
    world.breach("group-memberless", BILLING, "no-members");
    world.tick(30);
    assertThat(world.openIds())
        .containsExactly("broker-silent~broker:2~1", "group-memberless~group:billing~1");
  }

  @Test
  void shouldMergeTheTopicWhenItsBrokerTurnsOutToBeTheCause() {
    world.breach("under-replicated", topic("orders"), "unknown", 2);
    world.tick(10);
    killBroker2();
    world.tick(30);
    assertThat(world.stories())
        .containsExactly(
            "under-replicated~topic:orders~1 [OPEN, MERGED]", "broker-silent~broker:2~1 [OPEN]");
    assertThat(world.advisory("under-replicated~topic:orders~1").mergedInto())
        .contains(AdvisoryId.parse("broker-silent~broker:2~1"));
  }

  @Test
  void shouldKeepOneAdvisoryWhenATopicGetsWorseAndBetter() {
    world.breach("under-replicated", topic("orders"), "unknown", 1);
    world.tick(10);
    world.breach("under-min-isr", topic("orders"), Severity.CRITICAL, "unknown", 1, 3);
    world.tick(10);
    assertThat(world.advisory("under-replicated~topic:orders~1").severity())
        .isEqualTo(Severity.CRITICAL);
    world.clear("under-min-isr", topic("orders")).tick(10);
    assertThat(world.advisory("under-replicated~topic:orders~1").severity())
        .isEqualTo(Severity.WARNING);
    world.clear("under-replicated", topic("orders")).tick(20);
    assertThat(world.stories()).containsExactly("under-replicated~topic:orders~1 [OPEN, RESOLVED]");
  }

  @Test
  void shouldTellTheDeepestWhenSeveralRulesSeeOneTopic() {
    world.breach("under-replicated", topic("orders"), "unknown", 1, 3);
    world.breach("at-min-isr", topic("orders"), "unknown", 1, 3);
    world.breach("under-min-isr", topic("orders"), Severity.CRITICAL, "unknown", 1, 3);
    world.tick(20);
    assertThat(world.openIds()).containsExactly("under-min-isr~topic:orders~1");
    assertThat(world.advisory("under-min-isr~topic:orders~1").findings()).hasSize(3);
  }

  @Test
  void shouldTellOneBlindnessWhenTheHomeWasLost() {
    world.breach("weak-topic", topic("clicks"), "factor-low");
    world.tick(20);
    world.breach("advisor-blind", Subject.CLUSTER, "home-unreachable");
    for (String t : world.script.topics) {
      world.breach("under-replicated", topic(t), "unknown", 1, 2, 3);
    }
    world.breach("broker-silent", BROKER_2, Severity.CRITICAL, "broker-down", 2);
    world.tickAfterGap(Duration.ofSeconds(30));
    world.clear("advisor-blind", Subject.CLUSTER).tick(2);
    assertThat(world.openIds())
        .containsExactly("advisor-blind~cluster:~1", "weak-topic~topic:clicks~1");
    world.clear("broker-silent", BROKER_2).tick(3);
    catchUp();
    world.tick(60);
    assertThat(world.stories())
        .containsExactly(
            "weak-topic~topic:clicks~1 [OPEN]", "advisor-blind~cluster:~1 [OPEN, RESOLVED]");
  }

  @Test
  void shouldTellTheBrokerWhenItDiedInTheBlindTimeAndStaysAway() {
    world.tick(5);
    world.breach("advisor-blind", Subject.CLUSTER, "home-unreachable");
    world.script.away(2);
    world.breach("broker-silent", BROKER_2, Severity.CRITICAL, "broker-down", 2);
    world.breach("under-replicated", topic("orders"), "unknown", 2);
    world.tickAfterGap(Duration.ofSeconds(30));
    world.clear("advisor-blind", Subject.CLUSTER).tick(60);
    assertThat(world.stories())
        .containsExactly(
            "advisor-blind~cluster:~1 [OPEN, RESOLVED]", "broker-silent~broker:2~1 [OPEN]");
    assertThat(world.advisory("broker-silent~broker:2~1").findings()).hasSize(2);
  }

  @Test
  void shouldKeepEverythingOpenWhenTheClusterCannotBeReached() {
    killBroker2();
    world.tick(10);
    world.script.unreachable =
        Optional.of(new SweepMark.Unreachable(world.at, "cluster-unreachable", "nobody answers"));
    world.breach("advisor-blind", Subject.CLUSTER, Severity.CRITICAL, "cluster-unreachable");
    world.tick(40);
    assertThat(world.openIds())
        .containsExactly("advisor-blind~cluster:~1", "broker-silent~broker:2~1");
    world.script.unreachable = Optional.empty();
    world.clear("advisor-blind", Subject.CLUSTER).tick(20);
    assertThat(world.stories())
        .containsExactly(
            "broker-silent~broker:2~1 [OPEN]", "advisor-blind~cluster:~1 [OPEN, RESOLVED]");
  }

  @Test
  void shouldTellNothingWhenATopicComesAndGoes() {
    world.tick(10);
    world.script.topics.add("draft");
    world.breach("offline-partition", topic("draft"), Severity.CRITICAL, "unknown");
    world.tick();
    world.clear("offline-partition", topic("draft")).tick(20);
    world.script.topics.remove("draft");
    world.tick(60);
    assertThat(world.revisions).isEmpty();
  }

  @Test
  void shouldFoldWeakTopicsWhenASecondOneJoins() {
    world.breach("weak-topic", topic("orders"), "factor-low").tick(10);
    assertThat(world.openIds()).containsExactly("weak-topic~topic:orders~1");
    for (int i = 0; i < 4; i++) {
      world.script.topics.add("weak-" + i);
      world.breach("weak-topic", topic("weak-" + i), "factor-low").tick(3);
    }
    assertThat(world.openIds()).containsExactly("weak-topic-factor-low~cluster:~1");
    assertThat(world.advisory("weak-topic-factor-low~cluster:~1").affected().topics()).isEqualTo(5);
    world.clear("weak-topic", topic("orders")).tick(20);
    world.clearAll().tick(30);
    assertThat(world.stories())
        .containsExactly(
            "weak-topic~topic:orders~1 [OPEN, MERGED]",
            "weak-topic-factor-low~cluster:~1 [OPEN, RESOLVED]");
  }

  @Test
  void shouldFoldAtOnceAndApartByCauseWhenTopicsAreWeakFromTheStart() {
    world.breach("weak-topic", topic("orders"), "factor-low");
    world.breach("weak-topic", topic("clicks"), "factor-low");
    world.breach("weak-topic", topic("payments"), "factor-not-above-min-isr");
    world.tick(30);
    assertThat(world.stories())
        .containsExactlyInAnyOrder(
            "weak-topic-factor-low~cluster:~1 [OPEN]", "weak-topic~topic:payments~1 [OPEN]");
  }

  @Test
  void shouldGiveOneNoticeWhenTheClusterIsSmall() {
    world.script.brokers.remove(3);
    world.breach("small-cluster", Subject.CLUSTER, Severity.NOTICE, "two-brokers");
    world.breach("weak-topic", topic("orders"), "factor-low");
    world.breach("weak-topic", topic("clicks"), "factor-low");
    world.tick(50);
    assertThat(world.stories()).containsExactly("small-cluster~cluster:~1 [OPEN]");
  }

  @Test
  void shouldTellTwoWhenTwoFaultsComeAtOnce() {
    world.breach("leader-skew", BROKER_3, "preferred-order", 3);
    world.breach("group-memberless", BILLING, "no-members");
    world.tick(30);
    world.clearAll().tick(30);
    assertThat(world.stories())
        .containsExactlyInAnyOrder(
            "leader-skew~broker:3~1 [OPEN, RESOLVED]",
            "group-memberless~group:billing~1 [OPEN, RESOLVED]");
  }

  @Test
  void shouldKeepOneAdvisoryOfAGroupWhenItsLagIsFoundBeforeItsStandstill() {
    world.breach("lag-growing", BILLING, "slow").tick(8);
    world.breach("group-memberless", BILLING, "no-members").tick(20);
    Advisory told = world.advisory("lag-growing~group:billing~1");
    assertThat(told.cause()).isEqualTo("no-members");
    world.clearAll().tick(30);
    assertThat(world.stories()).containsExactly("lag-growing~group:billing~1 [OPEN, RESOLVED]");
  }

  @Test
  void shouldTellNothingOfItselfWhenTheTopicIsKadvisorsOwn() {
    world.script.self.add("orders");
    world.breach("under-min-isr", topic("orders"), Severity.CRITICAL, "unknown", 1);
    world.tick(60);
    assertThat(world.revisions).isEmpty();
  }

  @Test
  void shouldCountTheRestInADigestWhenThereAreManyWarnings() {
    for (int i = 10; i < 25; i++) {
      world.script.topics.add("t" + i);
      world.breach("under-replicated", topic("t" + i), "unknown", 1);
    }
    world.tick(20);
    assertThat(world.openIds()).hasSize(11).contains("digest~cluster:~1");
    assertThat(world.advisory("digest~cluster:~1").affected().topics()).isEqualTo(5);
    world.clear("under-replicated", topic("t10")).tick(20);
    assertThat(world.openIds()).hasSize(10).contains("digest~cluster:~1");
    world.breach("under-replicated", topic("t24"), Severity.CRITICAL, "unknown", 1).tick(5);
    assertThat(world.openIds()).contains("under-replicated~topic:t24~1");
    world.clearAll().tick(20);
    assertThat(world.open()).isEmpty();
    assertThat(world.stories())
        .filteredOn(s -> s.startsWith("digest"))
        .containsExactly("digest~cluster:~1 [OPEN, RESOLVED]");
  }

  @Test
  void shouldOpenTheNextOccurrenceWhenTheSameTroubleComesAgain() {
    world.breach("leader-skew", BROKER_3, "preferred-order", 3).tick(20);
    world.clearAll().tick(20);
    world.breach("leader-skew", BROKER_3, "preferred-order", 3).tick(20);
    assertThat(world.stories())
        .containsExactly(
            "leader-skew~broker:3~1 [OPEN, RESOLVED]", "leader-skew~broker:3~2 [OPEN]");
  }

  @Test
  void shouldSayThatThePolicyEndedItWhenTheRuleIsSwitchedOff() {
    world.breach("leader-skew", BROKER_3, "preferred-order", 3).tick(20);
    world.policy = SampledPolicy.like(world.policy).version("2").without("leader-skew").policy();
    world.tick(2);
    assertThat(world.stories()).containsExactly("leader-skew~broker:3~1 [OPEN, RESOLVED]");
    assertThat(world.advisory("leader-skew~broker:3~1").outcome().orElseThrow())
        .startsWith("switched off by policy demo 2");
  }

  @Test
  void shouldTellTheTopicsWhenNobodyMayTellTheBroker() {
    world.policy =
        SampledPolicy.like(world.policy)
            .version("2")
            .from(World.START)
            .without("broker-silent")
            .policy();
    killBroker2();
    world.tick(20);
    assertThat(world.openIds()).hasSize(3).allMatch(id -> id.startsWith("under-replicated~topic:"));
  }
}
