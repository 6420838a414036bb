package io.kadvisor.core.rule.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.testkit.sample.SampledCluster;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BrokerSilentRuleTest {
  private static final String RULE = BrokerSilentRule.NAME;
  private static final Subject BROKER = Subject.of(new BrokerId(2));
  private static final Duration SESSION = Duration.ofSeconds(9);

  private final SampledCluster cluster = SampledCluster.of(3);
  private final Watch watch = Watch.inProduction(cluster);

  BrokerSilentRuleTest() {
    cluster.topic("orders", 6, 3);
    watch.look();
  }

  @Test
  void shouldTellADeathWhenBothWitnessesSayAway() {
    kill(Outcome.REFUSED);
    watch.lookFor(Duration.ofSeconds(35));

    assertThat(watch.finding(RULE, BROKER))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.cause()).isEqualTo(BrokerSilentRule.BROKER_DOWN);
              assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
              assertThat(finding.brokers()).containsExactly(new BrokerId(2));
              assertThat(finding.evidence())
                  .extracting(e -> e.sentence())
                  .anyMatch(s -> s.contains("preferred leader of 2 partitions"))
                  .anyMatch(s -> s.contains("Nothing listens on its port"))
                  .anyMatch(s -> s.contains("the controller has fenced it"));
            });
  }

  @Test
  void shouldStayQuietWhenADeathIsShorterThanTheHoldTime() {
    kill(Outcome.REFUSED);
    watch.lookFor(Duration.ofSeconds(15));

    assertThat(watch.state(RULE, BROKER)).contains(State.PENDING);
  }

  @Test
  void shouldWaitWhenABrokerIsSilentButListed() {
    cluster.silence(2, Outcome.TIMED_OUT);
    watch.lookFor(Duration.ofMinutes(14));

    assertThat(watch.finding(RULE, BROKER)).map(Finding::cause).contains(BrokerSilentRule.DISPUTED);
    assertThat(watch.state(RULE, BROKER)).contains(State.PENDING);
  }

  @Test
  void shouldTellTheDisputeWhenTheWitnessesDisagreeForLong() {
    cluster.silence(2, Outcome.TIMED_OUT);
    watch.lookFor(Duration.ofMinutes(16));

    assertThat(watch.state(RULE, BROKER)).contains(State.FIRING);
    assertThat(watch.finding(RULE, BROKER)).map(Finding::severity).contains(Severity.WARNING);
  }

  @Test
  void shouldTellTheDisputeWhenABrokerAnswersButIsNotListed() {
    cluster.fence(2);
    watch.lookFor(Duration.ofMinutes(16));

    assertThat(watch.state(RULE, BROKER)).contains(State.FIRING);
    assertThat(watch.finding(RULE, BROKER)).map(Finding::cause).contains(BrokerSilentRule.DISPUTED);
  }

  @Test
  void shouldCountADisputeFromItsOwnBeginningWhenARestartCameBefore() {
    cluster.stop(2);
    watch.lookFor(Duration.ofMinutes(10));
    cluster.restart(2).silence(2, Outcome.TIMED_OUT);
    watch.look();
    Instant listed = cluster.now();
    watch.lookFor(Duration.ofMinutes(14));
    assertThat(watch.told()).filteredOn(f -> f.rule().equals(RULE)).isEmpty();
    assertThat(watch.finding(RULE, BROKER).map(Finding::since)).contains(listed);

    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.state(RULE, BROKER)).contains(State.FIRING);
    assertThat(watch.finding(RULE, BROKER)).map(Finding::cause).contains(BrokerSilentRule.DISPUTED);
  }

  @Test
  void shouldTakeTheDisputeForTheCauseWhenADeadBrokerIsListedButStaysSilent() {
    kill(Outcome.TIMED_OUT);
    watch.lookFor(Duration.ofMinutes(1));
    cluster.restart(2).silence(2, Outcome.TIMED_OUT);
    watch.look();

    assertThat(watch.state(RULE, BROKER)).contains(State.FIRING);
    assertThat(watch.finding(RULE, BROKER)).map(Finding::cause).contains(BrokerSilentRule.DISPUTED);
  }

  @Test
  void shouldGiveAPlannedRestartItsTimeWhenABrokerStopsInOrder() {
    cluster.stop(2);
    watch.lookFor(Duration.ofMinutes(14));
    assertThat(watch.state(RULE, BROKER)).contains(State.PENDING);

    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.state(RULE, BROKER)).contains(State.FIRING);
    assertThat(watch.finding(RULE, BROKER)).map(Finding::cause).contains(BrokerSilentRule.STOPPED);
  }

  @Test
  void shouldSeeAnOrderlyStopWhenOneSweepCatchesItBetweenFenceAndClosedPort() {
    Watch demo = Watch.inDemo(cluster);
    demo.look();
    cluster.silence(2, Outcome.REFUSED);
    demo.look();
    cluster.fence(2);
    demo.lookFor(Duration.ofSeconds(6));

    assertThat(demo.finding(RULE, BROKER)).map(Finding::cause).contains(BrokerSilentRule.STOPPED);
    assertThat(demo.told()).filteredOn(f -> f.rule().equals(RULE)).isEmpty();
  }

  @Test
  void shouldTellADeathWhenItHappenedUnwatched() {
    cluster.pass(Duration.ofMinutes(5));
    cluster.stop(2);
    watch.lookFor(Duration.ofSeconds(40));

    assertThat(watch.finding(RULE, BROKER))
        .map(Finding::cause)
        .contains(BrokerSilentRule.BROKER_DOWN);
  }

  @Test
  void shouldCountTheHoldFromTheAbsenceWhenSweepsOfTheSilenceWereLost() {
    Watch demo = Watch.inDemo(cluster).look();
    cluster.broker(2).silentSince(cluster.now());
    demo.lose().lose().lose().lose();
    cluster.fence(2);
    demo.look().look();

    assertThat(demo.state(RULE, BROKER)).contains(State.FIRING);
  }

  @Test
  void shouldCountTheSilenceOfItsSessionWhenABrokerDies() {
    Watch demo = Watch.inDemo(cluster).look();
    cluster.silence(2, Outcome.TIMED_OUT);
    demo.lookFor(Duration.ofSeconds(9));
    assertThat(demo.state(RULE, BROKER)).contains(State.PENDING);
    cluster.fence(2);
    demo.look();

    assertThat(demo.state(RULE, BROKER)).contains(State.FIRING);
    assertThat(demo.finding(RULE, BROKER))
        .map(Finding::cause)
        .contains(BrokerSilentRule.BROKER_DOWN);
  }

  @Test
  void shouldKeepTheCauseWhenADeadBrokerAnswersOnItsWayBack() {
    kill(Outcome.REFUSED);
    watch.lookFor(Duration.ofMinutes(20));
    cluster.broker(2).answer(Outcome.ANSWERED);
    watch.look();

    assertThat(watch.finding(RULE, BROKER))
        .map(Finding::cause)
        .contains(BrokerSilentRule.BROKER_DOWN);
  }

  @Test
  void shouldRecoverWhenTheBrokerIsListedAndAnswers() {
    kill(Outcome.TIMED_OUT);
    watch.lookFor(Duration.ofMinutes(1));
    cluster.restart(2);
    watch.look();
    assertThat(watch.state(RULE, BROKER)).contains(State.RECOVERING);

    watch.lookFor(Duration.ofSeconds(30));

    assertThat(watch.finding(RULE, BROKER)).isEmpty();
  }

  @Test
  void shouldBeOneBreachWhenTheBrokerFlaps() {
    kill(Outcome.REFUSED);
    watch.lookFor(Duration.ofMinutes(1));
    var since = watch.finding(RULE, BROKER).orElseThrow().since();
    cluster.restart(2);
    watch.look();
    kill(Outcome.REFUSED);
    watch.look();

    assertThat(watch.state(RULE, BROKER)).contains(State.FIRING);
    assertThat(watch.finding(RULE, BROKER)).map(Finding::since).contains(since);
  }

  @Test
  void shouldChangeNothingWhenTheSweepIsLost() {
    kill(Outcome.REFUSED);
    watch.lookFor(Duration.ofMinutes(1));
    Finding before = watch.finding(RULE, BROKER).orElseThrow();
    watch.lose();

    assertThat(watch.finding(RULE, BROKER)).containsSame(before);
  }

  @Test
  void shouldBeOffWhenMembershipCannotBeSeen() {
    cluster.refuse(Fact.BROKER_MEMBERSHIP, java.util.Optional.empty());
    kill(Outcome.REFUSED);
    watch.lookFor(Duration.ofMinutes(1));

    assertThat(watch.finding(RULE, BROKER)).isEmpty();
  }

  @Test
  void shouldStayQuietWhenTheBrokerHoldsNothing() {
    cluster.broker(4);
    watch.look();
    cluster.broker(4).membership(Membership.ABSENT).answer(Outcome.NOT_ASKED);
    watch.lookFor(Duration.ofMinutes(20));

    assertThat(watch.everTold()).isEmpty();
  }

  private void kill(Outcome outcome) {
    cluster.silence(2, outcome);
    watch.lookFor(SESSION);
    cluster.fence(2);
  }
}
