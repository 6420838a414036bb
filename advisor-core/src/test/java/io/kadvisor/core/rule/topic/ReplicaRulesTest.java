package io.kadvisor.core.rule.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReplicaRulesTest {
  private static final String OFFLINE = "offline-partition";
  private static final String UNDER_MIN = "under-min-isr";
  private static final String AT_MIN = "at-min-isr";
  private static final String UNDER = "under-replicated";
  private static final Subject ORDERS = Subject.of(new TopicName("orders"));
  private static final Subject MOVED = Subject.of(new TopicName("moved"));
  private static final Duration REASSIGNING = Duration.ofHours(24);

  private final SampledCluster cluster = SampledCluster.of(3);
  private final SampledTopic orders = cluster.topic("orders", 6, 3);
  private final Watch watch = Watch.inProduction(cluster).look();

  @Test
  void shouldBlameTheBrokerWhenEveryMissingReplicaIsOnOneThatIsAway() {
    kill();
    watch.lookFor(Duration.ofSeconds(90));

    assertThat(watch.finding(UNDER, ORDERS))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.cause()).isEqualTo("broker-down");
              assertThat(finding.partitions()).hasToString("0-5");
              assertThat(finding.brokers()).containsExactly(new BrokerId(2));
              assertThat(finding.evidence().get(1).sentence())
                  .startsWith("6 replicas missing on broker 2, which is away since");
            });
    assertThat(watch.state(AT_MIN, ORDERS)).contains(State.FIRING);
    assertThat(watch.finding(UNDER_MIN, ORDERS)).isEmpty();
    assertThat(watch.finding(OFFLINE, ORDERS)).isEmpty();
  }

  @Test
  void shouldNotKnowTheCauseWhenTheBrokerOfAMissingReplicaIsThere() {
    orders.isr(3, 1, 3);
    watch.lookFor(Duration.ofMinutes(14));
    assertThat(watch.state(UNDER, ORDERS)).contains(State.PENDING);

    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.state(UNDER, ORDERS)).contains(State.FIRING);
    assertThat(watch.finding(UNDER, ORDERS)).map(Finding::cause).contains("unknown");
    assertThat(watch.finding(UNDER, ORDERS))
        .map(Finding::partitions)
        .contains(PartitionRanges.of(3));
  }

  @Test
  void shouldNotBlameTheBrokerWhenAnotherReplicaIsMissingToo() {
    kill();
    orders.isr(0, 1);
    watch.lookFor(Duration.ofMinutes(1));

    assertThat(watch.finding(UNDER, ORDERS)).map(Finding::cause).contains("unknown");
    assertThat(watch.finding(UNDER, ORDERS).orElseThrow().brokers())
        .containsExactlyInAnyOrder(new BrokerId(2), new BrokerId(3));
  }

  @Test
  void shouldStayQuietWhenABriefLossIsShorterThanTheHoldTime() {
    kill();
    watch.lookFor(Duration.ofSeconds(15));
    cluster.restart(2).catchUp(2);
    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.everTold()).doesNotContain("under-replicated topic:orders");
  }

  @Test
  void shouldRecoverWhenAllReplicasAreInSyncAgain() {
    kill();
    watch.lookFor(Duration.ofMinutes(2));
    cluster.restart(2).catchUp(2);
    watch.look();
    assertThat(watch.state(UNDER, ORDERS)).contains(State.RECOVERING);

    watch.lookFor(Duration.ofMinutes(1));

    assertThat(watch.findings().keySet()).extracting(id -> id.rule()).doesNotContain(UNDER, AT_MIN);
  }

  @Test
  void shouldStillBlameTheBrokerWhenItIsJustBackAndCatchesUp() {
    kill();
    watch.lookFor(Duration.ofMinutes(2));
    cluster.restart(2);
    watch.lookFor(Duration.ofMinutes(5));

    assertThat(watch.finding(UNDER, ORDERS)).map(Finding::cause).contains("broker-down");
  }

  @Test
  void shouldTellRefusedWritesWhenFewerThanTheMinimumAreInSync() {
    orders.isr(1, 2);
    watch.lookFor(Duration.ofMinutes(4));

    assertThat(watch.finding(UNDER_MIN, ORDERS)).map(Finding::severity).contains(Severity.CRITICAL);
    assertThat(watch.state(UNDER_MIN, ORDERS)).contains(State.FIRING);
    assertThat(watch.finding(AT_MIN, ORDERS)).isEmpty();
  }

  @Test
  void shouldAskForNoMoreReplicasThanThereAreWhenTheMinimumIsHigher() {
    cluster.topic("single", 3, 1).minInsync(2);
    watch.lookFor(Duration.ofMinutes(4));

    assertThat(watch.finding(UNDER_MIN, Subject.of(new TopicName("single")))).isEmpty();
  }

  @Test
  void shouldTellPartitionsWithoutLeaderWhenTheOnlyReplicaIsAway() {
    cluster.topic("single", 3, 1);
    kill();
    watch.lookFor(Duration.ofMinutes(1));

    assertThat(watch.finding(OFFLINE, Subject.of(new TopicName("single"))))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.partitions()).isEqualTo(PartitionRanges.of(1));
              assertThat(finding.cause()).isEqualTo("broker-down");
              assertThat(finding.brokers()).containsExactly(new BrokerId(2));
            });
    assertThat(watch.finding(UNDER, Subject.of(new TopicName("single")))).isEmpty();
  }

  @Test
  void shouldBlameTheLastInSyncWhenOtherReplicasAreThereButCannotLead() {
    orders.isr(1, 2);
    watch.look();
    kill();
    watch.lookFor(Duration.ofMinutes(1));

    assertThat(watch.finding(OFFLINE, ORDERS).orElseThrow().brokers())
        .containsExactly(new BrokerId(2));
  }

  @Test
  void shouldSayNothingOfTheMinimumWhenTheConfigurationIsNotSeen() {
    orders.withoutConfig();
    kill();
    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.finding(AT_MIN, ORDERS)).isEmpty();
    assertThat(watch.state(UNDER, ORDERS)).contains(State.FIRING);
  }

  @Test
  void shouldForgetATopicWhenItIsDeleted() {
    kill();
    watch.lookFor(Duration.ofMinutes(2));
    cluster.dropTopic("orders");
    watch.look();

    assertThat(watch.findings().keySet()).extracting(id -> id.subject()).doesNotContain(ORDERS);
  }

  @Test
  void shouldKeepTheFindingWhenTheTopicMayNotBeSeen() {
    kill();
    watch.lookFor(Duration.ofMinutes(2));
    cluster.dropTopic("orders").refuse(Fact.TOPIC_PARTITIONS, Optional.of(ORDERS));
    watch.look();

    assertThat(watch.state(UNDER, ORDERS)).contains(State.FIRING);
  }

  @Test
  void shouldNotFlapWhenAFollowerComesAndGoes() {
    kill();
    watch.lookFor(Duration.ofMinutes(2));
    var since = watch.finding(UNDER, ORDERS).orElseThrow().since();
    watch.lookFor(
        Duration.ofMinutes(5),
        () -> {
          cluster.catchUp(2);
          watch.look();
          cluster.fence(2);
        });

    assertThat(watch.state(UNDER, ORDERS)).contains(State.FIRING);
    assertThat(watch.finding(UNDER, ORDERS)).map(Finding::since).contains(since);
  }

  @Test
  void shouldTellAReassignmentOnlyWhenItLacksItsNewReplicasForADay() {
    move();
    watch.look();
    lookAgainAfter(REASSIGNING.minusMinutes(1));
    for (String rule : List.of(UNDER, AT_MIN)) {
      assertThat(watch.state(rule, MOVED)).as(rule).contains(State.PENDING);
    }

    watch.lookFor(Duration.ofMinutes(1));

    for (String rule : List.of(UNDER, AT_MIN)) {
      assertThat(watch.finding(rule, MOVED))
          .as(rule)
          .hasValueSatisfying(
              finding -> {
                assertThat(finding.state()).isEqualTo(State.FIRING);
                assertThat(finding.cause()).isEqualTo("reassignment-running");
                assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
                assertThat(finding.partitions()).isEqualTo(PartitionRanges.of(0));
                assertThat(finding.brokers()).containsExactly(new BrokerId(3));
                assertThat(finding.evidence().get(1).sentence())
                    .isEqualTo("1 replica being added on broker 3 by a running reassignment");
              });
    }
  }

  @Test
  void shouldEndWhenAReassignmentHasBroughtItsNewReplicas() {
    SampledTopic moved = move();
    watch.look();
    moved.reassigned();
    watch.look();

    assertThat(watch.finding(UNDER, MOVED)).isEmpty();
    assertThat(watch.finding(AT_MIN, MOVED)).isEmpty();
  }

  @Test
  void shouldBlameTheBrokerWhenAReassignmentLacksOneThatWasThereBefore() {
    move();
    watch.lookFor(Duration.ofMinutes(2));
    kill();
    watch.lookFor(Duration.ofSeconds(20));
    assertThat(watch.state(UNDER, MOVED)).contains(State.PENDING);
    watch.lookFor(Duration.ofSeconds(20));

    assertThat(watch.finding(UNDER, MOVED))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.cause()).isEqualTo("broker-down");
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.brokers()).containsExactly(new BrokerId(2));
            });
  }

  @Test
  void shouldNotBlameTheReassignmentWhenAReplicaThatWasThereBeforeIsMissing() {
    move().isr(0, 1);
    watch.lookFor(Duration.ofMinutes(14));
    assertThat(watch.state(UNDER, MOVED)).contains(State.PENDING);
    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.state(UNDER, MOVED)).contains(State.FIRING);
    assertThat(watch.finding(UNDER, MOVED)).map(Finding::cause).contains("unknown");
    assertThat(watch.finding(UNDER, MOVED)).map(Finding::brokers).contains(Set.of(new BrokerId(2)));
  }

  @Test
  void shouldNotCountTheTimeOfAReassignmentWhenAReplicaThatWasThereBeforeBlinks() {
    SampledTopic moved = move();
    moved.partition(1, 3);
    watch.look();
    lookAgainAfter(Duration.ofHours(6));
    moved.isr(1, 1);
    watch.lookFor(Duration.ofMinutes(14));

    assertThat(watch.finding(UNDER, MOVED)).map(Finding::cause).contains("unknown");
    assertThat(watch.state(UNDER, MOVED)).contains(State.PENDING);
    moved.isr(1, 1, 3);
    watch.lookFor(Duration.ofMinutes(5));
    assertThat(watch.finding(UNDER, MOVED)).map(Finding::cause).contains("reassignment-running");
    assertThat(watch.everTold()).doesNotContain("under-replicated topic:moved");
  }

  /** A topic of two replicas that is to have a third one. */
  private SampledTopic move() {
    return cluster.topic("moved").partition(1, 2).adding(0, 3);
  }

  private void lookAgainAfter(Duration time) {
    cluster.pass(time);
    watch.look();
  }

  /**
   * The more replicas are missing, the graver: a partition never leaves a graver rule by losing one
   * more.
   */
  @Property(tries = 50)
  void shouldBecomeGraverWhenMoreReplicasAreLost(
      @ForAll @IntRange(min = 1, max = 5) int factor,
      @ForAll @IntRange(min = 1, max = 5) int minimum) {
    int before = -1;
    for (int inSync = factor; inSync >= 0; inSync--) {
      int gravity = gravity(factor, Math.min(minimum, factor), inSync);
      assertThat(gravity).isGreaterThanOrEqualTo(before);
      before = gravity;
    }
  }

  private static int gravity(int factor, int minimum, int inSync) {
    var sampled = SampledCluster.of(5);
    var topic = sampled.topic("t", 1, factor).minInsync(minimum);
    var left = new Integer[inSync];
    for (int n = 0; n < inSync; n++) {
      left[n] = n + 1;
    }
    topic.isr(0, left);
    Watch look = Watch.inProduction(sampled).look();
    Subject subject = Subject.of(new TopicName("t"));
    if (look.finding(OFFLINE, subject).isPresent()) {
      return 4;
    }
    if (look.finding(UNDER_MIN, subject).isPresent()) {
      return 3;
    }
    if (look.finding(AT_MIN, subject).isPresent()) {
      return 2;
    }
    return look.finding(UNDER, subject).isPresent() ? 1 : 0;
  }

  private void kill() {
    cluster.silence(2, Outcome.REFUSED);
    watch.lookFor(Duration.ofSeconds(9));
    cluster.fence(2);
  }
}
