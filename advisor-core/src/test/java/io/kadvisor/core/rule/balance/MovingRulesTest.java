package io.kadvisor.core.rule.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reassignments that stand still, and throttles that they leave behind. */
class MovingRulesTest {
  private static final String STUCK = ReassignmentStuckRule.NAME;
  private static final String LEFT = ThrottleLeftBehindRule.NAME;
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(21);
  private static final long MIB = 1 << 20;

  private final SampledCluster cluster = SampledCluster.of(3);
  private final SampledTopic journal = cluster.topic("journal").partition(1, 2);
  private final Watch watch = Watch.inProduction(cluster);
  private long arrived = MIB;

  @Test
  void shouldTellAReassignmentWhenNothingArrives() {
    move();
    watch.lookFor(LONG);

    assertThat(stuck())
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.category()).isEqualTo(Category.BALANCE);
              assertThat(finding.cause()).isEqualTo("no-progress");
              assertThat(finding.brokers()).containsExactly(new BrokerId(3));
            });
  }

  @Test
  void shouldStayQuietWhenItGetsOn() {
    move();
    watch.lookFor(Duration.ofHours(2), this::arrive);

    assertThat(watch.everTold()).doesNotContain(STUCK + " cluster:");
  }

  @Test
  void shouldCountFromTheLastByteWhenItStopsOnTheWay() {
    move();
    watch.lookFor(Duration.ofMinutes(30), this::arrive);
    watch.lookFor(Duration.ofMinutes(19));
    assertThat(watch.state(STUCK, Subject.CLUSTER)).contains(State.PENDING);
    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.state(STUCK, Subject.CLUSTER)).contains(State.FIRING);
  }

  @Test
  void shouldNameTheThrottleWhenOneHoldsItBack() {
    move();
    throttle(1);
    watch.lookFor(LONG);

    assertThat(stuck()).map(Finding::cause).contains("throttled");
    assertThat(stuck().orElseThrow().brokers())
        .containsExactlyInAnyOrder(new BrokerId(1), new BrokerId(3));
  }

  @Test
  void shouldTellAThrottleBelowWhatIsWrittenThoughBytesArrive() {
    move();
    throttle(100_000);
    journal.start(0).end(30_000);
    watch.lookFor(
        LONG,
        () -> {
          journal.grown(SWEEP, 100);
          arrive();
        });

    assertThat(stuck()).map(Finding::cause).contains("throttled");
    assertThat(stuck().orElseThrow().evidence().get(2).sentence()).endsWith("it never ends");
  }

  @Test
  void shouldStayQuietWhenTheThrottleLetsItEnd() {
    move();
    throttle(2_000_000);
    watch.lookFor(Duration.ofHours(1), this::arrive);

    assertThat(watch.everTold()).doesNotContain(STUCK + " cluster:");
  }

  @Test
  void shouldIgnoreAThrottleWhenItNamesOtherReplicas() {
    move();
    cluster.broker(3).config("follower.replication.throttled.rate", "1");
    journal.config("follower.replication.throttled.replicas", "7:3,0:2");
    watch.lookFor(LONG);

    assertThat(stuck()).map(Finding::cause).contains("no-progress");
  }

  @Test
  void shouldLeaveItToTheBrokerWhenTheReceiverIsAway() {
    move();
    cluster.stop(3);
    watch.lookFor(LONG);

    assertThat(stuck()).isEmpty();
  }

  @Test
  void shouldRecoverAtOnceWhenItEnds() {
    move();
    watch.lookFor(LONG);
    journal.reassigned();
    watch.look();

    assertThat(stuck()).isEmpty();
  }

  @Test
  void shouldRecoverAtOnceWhenBytesArriveAgain() {
    move();
    watch.lookFor(LONG);
    arrive();
    watch.look();

    assertThat(watch.told()).isEmpty();
  }

  @Test
  void shouldRecoverAtOnceWhenBytesArriveAfterTheThrottleIsTakenOff() {
    move();
    throttle(1);
    watch.lookFor(LONG);
    cluster.broker(1).withoutConfig("leader.replication.throttled.rate");
    cluster.broker(3).withoutConfig("follower.replication.throttled.rate");
    watch.look();
    assertThat(stuck()).map(Finding::cause).contains("throttled");

    arrive();
    watch.look();

    assertThat(watch.told()).isEmpty();
  }

  @Test
  void shouldNotRecoverOnWhatWasNotSeen() {
    move();
    watch.lookFor(LONG);
    watch.lose();

    assertThat(watch.state(STUCK, Subject.CLUSTER)).contains(State.FIRING);
  }

  @Test
  void shouldTellThrottlesWhenNothingIsMoved() {
    cluster.broker(1).config("leader.replication.throttled.rate", "1000000");
    journal.config("leader.replication.throttled.replicas", "*");
    watch.lookFor(LONG);

    assertThat(watch.finding(LEFT, Subject.CLUSTER))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.category()).isEqualTo(Category.CONFIGURATION);
              assertThat(finding.cause()).isEqualTo("without-reassignment");
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.evidence()).hasSize(2);
            });
  }

  @Test
  void shouldOnlyNoteARateWhenNoReplicaIsThrottled() {
    cluster.broker(1).config("leader.replication.throttled.rate", "1000000");
    watch.lookFor(LONG);

    assertThat(watch.finding(LEFT, Subject.CLUSTER))
        .map(Finding::severity)
        .contains(Severity.NOTICE);
  }

  @Test
  void shouldStayQuietWhenTheRateIsKafkasDefaultOrAReassignmentRuns() {
    cluster.broker(1).config("leader.replication.throttled.rate", Long.toString(Long.MAX_VALUE));
    watch.lookFor(LONG);
    assertThat(watch.finding(LEFT, Subject.CLUSTER)).isEmpty();

    move();
    throttle(2_000_000);
    watch.lookFor(LONG, this::arrive);

    assertThat(watch.finding(LEFT, Subject.CLUSTER)).isEmpty();
  }

  @Test
  void shouldBeOverWhenTheThrottlesAreGone() {
    cluster.broker(1).config("leader.replication.throttled.rate", "1000000");
    watch.lookFor(LONG);
    cluster.broker(1).withoutConfig("leader.replication.throttled.rate");
    watch.look();

    assertThat(watch.finding(LEFT, Subject.CLUSTER)).isEmpty();
  }

  private Optional<Finding> stuck() {
    return watch.finding(STUCK, Subject.CLUSTER);
  }

  private void move() {
    journal.adding(0, 3);
    bytes();
  }

  private void arrive() {
    arrived += MIB;
    bytes();
  }

  private void bytes() {
    journal.bytes(new long[] {3000 * MIB, 3000 * MIB, arrived});
  }

  private void throttle(long rate) {
    cluster.broker(1).config("leader.replication.throttled.rate", Long.toString(rate));
    cluster.broker(3).config("follower.replication.throttled.rate", Long.toString(rate));
    journal
        .config("leader.replication.throttled.replicas", "0:1,0:2")
        .config("follower.replication.throttled.replicas", "0:3");
  }
}
