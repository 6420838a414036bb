package io.kadvisor.core.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo's scenarios, from samples to advisories, with every shipped rule and adviser. */
class StandardJudgeTest {
  private final LiveCluster cluster = new LiveCluster();

  @Test
  void shouldTellNothingWhenTheWorkGoesOnForTenMinutes() {
    cluster.tick(300);
    assertThat(cluster.told()).isEmpty();
  }

  @Test
  void shouldTellTheBrokerWhenItDies() {
    cluster.tick(30);
    Instant killed = cluster.at;
    cluster.die(2, Outcome.REFUSED);
    cluster.tick(30);
    Advisory told = cluster.only();
    assertThat(told.id()).hasToString("broker-silent~broker:2~1");
    assertThat(told.cause()).isEqualTo("broker-down");
    assertThat(told.openedAt())
        .isAfterOrEqualTo(killed.plusSeconds(12))
        .isBefore(killed.plusSeconds(20));
    assertThat(told.affected().partitionCount()).isEqualTo(9);
    cluster.comeBack(2, 4);
    cluster.tick(60);
    assertThat(cluster.told()).containsExactly("broker-silent~broker:2~1 broker-down RESOLVED");
  }

  @Test
  void shouldResolveOnlyWhenTheReplicasHaveCaughtUp() {
    cluster.tick(30);
    cluster.die(2, Outcome.REFUSED);
    cluster.tick(30);
    cluster.comeBack(2, 8);
    assertThat(cluster.only().state()).isEqualTo(AdvisoryState.OPEN);
    cluster.tick(20);
    assertThat(cluster.only().state()).isEqualTo(AdvisoryState.RESOLVED);
  }

  @Test
  void shouldTellTheBrokerWhenItIsPaused() {
    cluster.tick(30);
    cluster.die(3, Outcome.TIMED_OUT);
    cluster.tick(15);
    cluster.comeBack(3, 2);
    cluster.tick(60);
    assertThat(cluster.told()).containsExactly("broker-silent~broker:3~1 broker-down RESOLVED");
  }

  @Test
  void shouldTellNothingWhenBrokersAreRestartedInTurn() {
    cluster.tick(30);
    for (int broker : List.of(1, 2, 3)) {
      cluster.restartInOrder(broker);
      cluster.tick(8);
    }
    cluster.tick(100);
    assertThat(cluster.told()).isEmpty();
  }

  @Test
  void shouldTellNothingWhenABrokerIsSilentForLessThanASession() {
    cluster.tick(30);
    cluster.answers.put(2, Outcome.TIMED_OUT);
    cluster.tick(3);
    cluster.up(2);
    cluster.tick(60);
    assertThat(cluster.told()).isEmpty();
  }

  @Test
  void shouldTellTheWeakTopicUntilItsFactorIsRaised() {
    cluster.tick(10);
    cluster.topics.put("drafts", new int[][] {{1}});
    cluster.tick(20);
    assertThat(cluster.told()).containsExactly("weak-topic~topic:drafts~1 factor-low OPEN");
    cluster.topics.put("drafts", new int[][] {{1, 2, 3}});
    cluster.tick(30);
    assertThat(cluster.told()).containsExactly("weak-topic~topic:drafts~1 factor-low RESOLVED");
  }

  @Test
  void shouldTellTheWeakTopicApartWhenItIsOfflineWithTheBroker() {
    cluster.topics.put("drafts", new int[][] {{2}});
    cluster.tick(20);
    cluster.die(2, Outcome.REFUSED);
    cluster.tick(30);
    assertThat(cluster.told())
        .containsExactly(
            "weak-topic~topic:drafts~1 factor-low OPEN",
            "broker-silent~broker:2~1 broker-down OPEN");
  }

  @Test
  void shouldTellNothingWhenATopicComesAndGoes() {
    cluster.tick(10);
    cluster.topics.put("drafts", new int[][] {{1, 2, 3}});
    cluster.tick(10);
    cluster.topics.remove("drafts");
    cluster.tick(60);
    assertThat(cluster.told()).isEmpty();
  }

  @Test
  void shouldTellTheOverloadedBrokerWhenTheOrderIsSkewed() {
    cluster.topics.put(
        "skewed", new int[][] {{3, 1, 2}, {3, 1, 2}, {3, 2, 1}, {3, 2, 1}, {3, 1, 2}, {3, 2, 1}});
    cluster.tick(40);
    assertThat(cluster.told()).containsExactly("leader-skew~broker:3~1 preferred-order OPEN");
    cluster.topics.remove("skewed");
    cluster.tick(20);
    assertThat(cluster.only().state()).isEqualTo(AdvisoryState.RESOLVED);
  }

  @Test
  void shouldTellTheSlowGroupUntilItKeepsUpAgain() {
    cluster.tick(30);
    cluster.groups.get("billing").perSweep = 60;
    cluster.tick(60);
    assertThat(cluster.told()).containsExactly("lag-growing~group:billing~1 slow OPEN");
    cluster.groups.get("billing").perSweep = 3_000;
    cluster.tick(60);
    assertThat(cluster.told()).containsExactly("lag-growing~group:billing~1 slow RESOLVED");
  }

  @Test
  void shouldTellTheStoppedGroupOnce() {
    cluster.tick(30);
    cluster.groups.get("billing").members = 0;
    cluster.groups.get("billing").perSweep = 0;
    cluster.tick(60);
    assertThat(cluster.told()).containsExactly("group-memberless~group:billing~1 no-members OPEN");
    cluster.groups.get("billing").members = 2;
    cluster.groups.get("billing").perSweep = 3_000;
    cluster.tick(60);
    assertThat(cluster.told())
        .containsExactly("group-memberless~group:billing~1 no-members RESOLVED");
  }

  @Test
  void shouldTellNothingWhenAGroupIsDeployed() {
    cluster.tick(30);
    cluster.groups.get("billing").members = 0;
    cluster.groups.get("billing").perSweep = 0;
    cluster.tick(3);
    cluster.groups.get("billing").members = 2;
    cluster.groups.get("billing").perSweep = 600;
    cluster.tick(60);
    assertThat(cluster.told()).isEmpty();
  }

  @Test
  void shouldTellBothWhenABrokerDiesAndAGroupLosesItsMembers() {
    cluster.tick(30);
    cluster.groups.get("billing").members = 0;
    cluster.groups.get("billing").perSweep = 0;
    cluster.die(2, Outcome.REFUSED);
    cluster.tick(60);
    assertThat(cluster.told())
        .containsExactlyInAnyOrder(
            "broker-silent~broker:2~1 broker-down OPEN",
            "group-memberless~group:billing~1 no-members OPEN");
  }

  @Test
  void shouldTellOneBlindnessWhenAllBrokersWerePaused() {
    cluster.topics.put("drafts", new int[][] {{1}});
    cluster.tick(30);
    List.of(1, 2, 3).forEach(cluster::fence);
    cluster.groups.values().forEach(group -> group.members = 0);
    cluster.tickAfterGap(Duration.ofSeconds(32));
    cluster.tick(2);
    List.of(1, 2).forEach(cluster::up);
    cluster.outOfSync.removeAll(List.of(1, 2));
    cluster.groups.values().forEach(group -> group.members = 2);
    cluster.tick(2);
    cluster.comeBack(3, 3);
    cluster.tick(60);
    assertThat(cluster.told())
        .containsExactly(
            "weak-topic~topic:drafts~1 factor-low OPEN",
            "advisor-blind~cluster:~1 home-unreachable RESOLVED");
  }

  @Test
  void shouldTellABlindnessOnceWhenSeveralMarksTellIt() {
    cluster.tick(30);
    Instant since = cluster.at;
    cluster.tickAfterGap(Duration.ofSeconds(32));
    Instant until = cluster.at;
    int revisions = cluster.revisions.size();
    for (int more = 0; more < 3; more++) {
      cluster.tickAfterGap(since, until);
    }

    assertThat(cluster.revisions).hasSize(revisions);
    cluster.tick(60);
    assertThat(cluster.told())
        .containsExactly("advisor-blind~cluster:~1 home-unreachable RESOLVED");
  }

  @Test
  void shouldTellABlindnessWhenTheMarkThatToldItFirstIsLost() {
    cluster.tick(30);
    Instant since = cluster.at;
    cluster.at = since.plusSeconds(32);
    cluster.tickAfterGap(since, cluster.at);

    assertThat(cluster.told()).containsExactly("advisor-blind~cluster:~1 home-unreachable OPEN");
  }

  @Test
  void shouldTellWhyItWasBlindWhenTheSilenceWasNoticedFirst() {
    cluster.tick(30);
    Instant since = cluster.at;
    cluster.at = since.plusSeconds(32);
    cluster.silence(since, cluster.at.plusSeconds(1));
    assertThat(cluster.told()).containsExactly("advisor-blind~cluster:~1 collector-silent OPEN");

    cluster.tickAfterGap(since, cluster.at);

    assertThat(cluster.told()).containsExactly("advisor-blind~cluster:~1 home-unreachable OPEN");
  }

  @Test
  void shouldSayWhatWentOnWhenADeathIsOver() {
    cluster.tick(30);
    cluster.die(2, Outcome.REFUSED);
    cluster.tick(10);
    cluster.comeBack(2, 2);
    cluster.tick(60);
    Advisory told = cluster.only();
    assertThat(told.transitions())
        .extracting(t -> t.to())
        .containsExactly(AdvisoryState.OPEN, AdvisoryState.RESOLVED);
    assertThat(told.outcome().orElseThrow()).contains("recovered at ").contains("lasted ");
  }

  @Test
  void shouldPutThePartitionUnderTheBrokerWhenItAloneWasInSync() {
    cluster.topics.put("drafts", new int[][] {{2, 3}});
    cluster.outOfSyncIn.put("drafts", 3);
    cluster.tick(60);
    int before = cluster.told().size();
    cluster.die(2, Outcome.REFUSED);
    cluster.tick(10);
    assertThat(cluster.told())
        .hasSize(before + 1)
        .anyMatch(t -> t.startsWith("broker-silent~broker:2"));
    assertThat(cluster.told()).noneMatch(t -> t.startsWith("offline-partition"));
  }

  @Test
  void shouldSayThatTheTopicIsGoneWhenItWasDeleted() {
    cluster.topics.put("drafts", new int[][] {{1}});
    cluster.tick(20);
    cluster.topics.remove("drafts");
    cluster.tick(10);
    assertThat(cluster.only().outcome().orElseThrow()).startsWith("gone with topic drafts");
  }
}
