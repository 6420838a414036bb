package io.kadvisor.core.rule.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledGroup;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LagRulesTest {
  private static final String GROWING = "lag-growing";
  private static final String STOPPED = "group-stopped";
  private static final String MEMBERLESS = "group-memberless";
  private static final Subject BILLING = Subject.of(new GroupId("billing"));

  private final SampledCluster cluster = SampledCluster.of(3);
  private final SampledGroup billing = cluster.group("billing");
  private final Watch watch = Watch.inProduction(cluster);
  private long end = 1_000_000;
  private long committed = 1_000_000;

  LagRulesTest() {
    cluster.topic("orders", 1, 3);
    cluster.topic("other").partition(2, 3, 1);
    billing.at("orders", committed, end);
  }

  @Test
  void shouldTellASlowGroupWhenItsLagGrowsOverTheWholeWindow() {
    work(Duration.ofMinutes(17), 100, 40);

    assertThat(watch.finding(GROWING, BILLING))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.category()).isEqualTo(Category.LAG);
              assertThat(finding.cause()).isEqualTo("slow");
              assertThat(finding.evidence())
                  .extracting(e -> e.sentence())
                  .anyMatch(s -> s.equals("20.0 records/s are produced"))
                  .anyMatch(s -> s.equals("8.0 records/s are consumed"))
                  .anyMatch(s -> s.startsWith("The lag grew from"));
            });
    assertThat(watch.told()).hasSize(1);
  }

  @Test
  void shouldStayQuietWhenTheLagStaysUnderOnePoll() {
    lag(400);
    work(Duration.ofMinutes(40), 100, 100);

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenAGroupNearlyKeepsUp() {
    lag(2000);
    work(Duration.ofMinutes(40), 100, 95);

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenALagIsLargeAndDoesNotGrow() {
    lag(50_000);
    work(Duration.ofMinutes(40), 100, 100);

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldTellAVeryHighLagWhenItDoesNotFall() {
    lag(150_000);
    work(Duration.ofMinutes(6), 100, 100);

    assertThat(watch.state(GROWING, BILLING)).contains(State.FIRING);
  }

  @Test
  void shouldStayQuietWhenAVeryHighLagFalls() {
    lag(900_000);
    work(Duration.ofMinutes(30), 100, 1500);

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenBurstsAreConsumedLater() {
    for (int burst = 0; burst < 10; burst++) {
      work(Duration.ofMinutes(2), 1000, 300);
      work(Duration.ofMinutes(5), 20, 300);
    }

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldSeeThroughTheSawWhenAGroupCommitsRarely() {
    for (int commit = 0; commit < 18; commit++) {
      work(Duration.ofSeconds(55), 100, 0);
      work(Duration.ofSeconds(5), 100, 300);
    }

    assertThat(watch.state(GROWING, BILLING)).contains(State.FIRING);
  }

  @Test
  void shouldStayQuietWhenTheSawDoesNotRise() {
    for (int commit = 0; commit < 40; commit++) {
      work(Duration.ofSeconds(55), 100, 0);
      work(Duration.ofSeconds(5), 100, 1200);
    }

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldRecoverWhenTheGroupCatchesUp() {
    work(Duration.ofMinutes(17), 100, 40);
    work(Duration.ofMinutes(15), 100, 400);

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldStayToldWhenTheLagStopsGrowingButStays() {
    work(Duration.ofMinutes(17), 100, 40);
    work(Duration.ofMinutes(30), 100, 100);

    assertThat(watch.state(GROWING, BILLING)).contains(State.FIRING);
  }

  @Test
  void shouldTellAStoppedGroupWhenItCommitsNothing() {
    work(Duration.ofMinutes(2), 100, 100);
    work(Duration.ofMinutes(11), 100, 0);

    assertThat(watch.finding(STOPPED, BILLING)).map(Finding::cause).contains("stopped");
    assertThat(watch.state(STOPPED, BILLING)).contains(State.FIRING);
    assertThat(watch.everTold()).containsExactly("group-stopped group:billing");
  }

  @Test
  void shouldStayQuietWhenAStopIsShort() {
    work(Duration.ofMinutes(2), 100, 100);
    work(Duration.ofMinutes(9), 100, 0);
    work(Duration.ofMinutes(5), 100, 5000);

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenAnIdleTopicGetsRecordsAgain() {
    work(Duration.ofHours(1), 0, 0);
    work(Duration.ofMinutes(9), 1, 0);

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenOnlyTheMarkerOfATransactionIsLeft() {
    lag(1);
    work(Duration.ofHours(1), 0, 0);
    billing.members(0);
    work(Duration.ofHours(1), 0, 0);

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenTheAdvisorHasOnlyStartedToWatch() {
    lag(5000);
    work(Duration.ofMinutes(9), 0, 0);

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldLetOneRuleSpeakWhenASlowGroupStops() {
    work(Duration.ofMinutes(17), 100, 40);
    work(Duration.ofMinutes(9), 100, 0);
    assertThat(watch.told()).extracting(Finding::rule).containsExactly(GROWING);

    work(Duration.ofMinutes(2), 100, 0);

    assertThat(watch.told()).extracting(Finding::rule).containsExactly(STOPPED);
  }

  @Test
  void shouldTellAGroupWithoutMembersWhenItLagsForLong() {
    work(Duration.ofMinutes(2), 100, 100);
    billing.members(0);
    work(Duration.ofMinutes(9), 100, 0);
    assertThat(watch.everTold()).isEmpty();

    work(Duration.ofMinutes(2), 100, 0);

    Finding finding = watch.finding(MEMBERLESS, BILLING).orElseThrow();
    assertThat(finding.cause()).isEqualTo("no-members");
    assertThat(finding.evidence().get(0).sentence())
        .startsWith("The group has no members, and no commit of it moves on, since ");
    assertThat(watch.told()).extracting(Finding::rule).containsExactly(MEMBERLESS);
  }

  @Test
  void shouldRecoverWhenMembersComeBack() {
    billing.members(0);
    work(Duration.ofMinutes(12), 100, 0);
    billing.members(2);
    work(Duration.ofMinutes(9), 100, 600);

    assertThat(watch.findings()).isEmpty();
    assertThat(watch.everTold()).containsExactly("group-memberless group:billing");
  }

  @Test
  void shouldStayQuietWhenConsumersAssignPartitionsThemselves() {
    billing.members(0);
    lag(1_000);
    for (int commit = 0; commit < 20; commit++) {
      work(Duration.ofSeconds(115), 100, 0);
      work(Duration.ofSeconds(5), 100, 2400);
    }

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldTellAGroupWithoutMembersWhenTheCommitsOfSelfAssignedConsumersEnd() {
    billing.members(0);
    lag(1_000);
    work(Duration.ofMinutes(20), 100, 100);
    work(Duration.ofMinutes(10), 100, 0);
    assertThat(watch.everTold()).isEmpty();

    work(Duration.ofMinutes(2), 100, 0);

    assertThat(watch.told()).extracting(Finding::rule).containsExactly(MEMBERLESS);
  }

  @Test
  void shouldRecoverWhenASelfAssignedConsumerCommitsEveryTwoMinutes() {
    billing.members(0);
    work(Duration.ofMinutes(12), 100, 0);
    work(Duration.ofSeconds(5), 100, 1000);
    work(Duration.ofSeconds(115), 100, 0);

    assertThat(watch.told()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenAGroupIsDeployed() {
    work(Duration.ofMinutes(20), 100, 100);
    billing.members(0);
    work(Duration.ofMinutes(8), 100, 0);
    billing.members(2);
    work(Duration.ofMinutes(2), 100, 0);
    work(Duration.ofMinutes(20), 100, 200);

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenAnOldSubscriptionLeftCommitsBehind() {
    for (int minute = 0; minute < 40; minute++) {
      billing.left("other", 10, 10 + minute * 1000L);
      work(Duration.ofMinutes(1), 100, 100);
    }

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldChangeNothingWhenTheGroupCannotBeDescribed() {
    work(Duration.ofMinutes(17), 100, 40);
    Finding before = watch.finding(GROWING, BILLING).orElseThrow();
    billing.undescribed();
    work(Duration.ofMinutes(30), 100, 0);

    assertThat(watch.finding(GROWING, BILLING)).containsSame(before);
    assertThat(watch.findings()).hasSize(1);
  }

  @Test
  void shouldRecoverWhenTheTopicIsDeleted() {
    work(Duration.ofMinutes(17), 100, 40);
    assertThat(watch.state(GROWING, BILLING)).contains(State.FIRING);
    cluster.dropTopic("orders");
    billing.without("orders");
    watch.lookFor(Duration.ofMinutes(3));

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldChangeNothingWhenTheOffsetsAreRefused() {
    work(Duration.ofMinutes(17), 100, 40);
    Finding before = watch.finding(GROWING, BILLING).orElseThrow();
    cluster.refuse(Fact.GROUP_OFFSETS, Optional.of(BILLING));
    billing.without("orders");
    watch.lookFor(Duration.ofMinutes(3));

    assertThat(watch.finding(GROWING, BILLING)).containsSame(before);
  }

  @Test
  void shouldForgetAGroupWhenItIsDeleted() {
    work(Duration.ofMinutes(17), 100, 40);
    cluster.dropGroup("billing");
    watch.look();

    assertThat(watch.findings()).isEmpty();
    assertThat(watch.memory().groups()).isEmpty();
  }

  @Test
  void shouldLeaveOwnGroupsAloneWhenTheyLag() {
    billing.self();
    work(Duration.ofMinutes(30), 100, 10);

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldPointAtABrokerInTroubleWhenTheStoppedGroupDependsOnIt() {
    work(Duration.ofMinutes(2), 100, 100);
    cluster.silence(1, Outcome.TIMED_OUT);
    work(Duration.ofSeconds(10), 100, 0);
    cluster.fence(1);
    billing.coordinator(2);
    work(Duration.ofMinutes(11), 100, 0);

    assertThat(watch.finding(STOPPED, BILLING).orElseThrow().brokers())
        .containsExactly(new BrokerId(1));
  }

  @Test
  void shouldNotPointAtAHealthyBrokerWhenAGroupIsSlow() {
    work(Duration.ofMinutes(17), 100, 40);

    assertThat(watch.finding(GROWING, BILLING).orElseThrow().brokers()).isEmpty();
  }

  private void lag(long records) {
    committed = end - records;
    billing.at("orders", committed, end);
  }

  /** Sweeps for a time; so many records are produced and consumed between two sweeps. */
  private void work(Duration time, long produced, long consumed) {
    watch.lookFor(
        time,
        () -> {
          end += produced;
          billing.committedBefore("orders", committed);
          committed = Math.min(end, committed + consumed);
          billing.at("orders", committed, end);
        });
  }
}
