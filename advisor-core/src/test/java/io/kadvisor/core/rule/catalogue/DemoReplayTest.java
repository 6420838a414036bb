package io.kadvisor.core.rule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.core.rule.broker.BrokerSilentRule;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.testkit.sample.SampledCluster;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The demo's scenarios as the rules see them: a sweep each 2 s, every duration a sixtieth. */
class DemoReplayTest {
  private static final Subject SECOND = Subject.of(new BrokerId(2));
  private static final Duration SESSION = Duration.ofSeconds(9);
  private static final double BURST = 143;

  private final SampledCluster cluster = SampledCluster.of(3);
  private final Watch watch = Watch.inDemo(cluster);
  private long end = 10_000;
  private long committed = 10_000;
  private long second;

  DemoReplayTest() {
    cluster.topic("orders", 6, 3);
    cluster.topic("payments", 3, 3);
    cluster.topic("kadvisor.findings", 12, 3).self();
    cluster.topic("__consumer_offsets", 12, 3).internal();
    shop(Duration.ofSeconds(20));
  }

  @Test
  void shouldTellNothingWhenTheShopIsWell() {
    shop(Duration.ofMinutes(10));

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldTellADeathNotBeforeTheMetadataShowsIt() {
    cluster.silence(2, Outcome.REFUSED);
    shop(SESSION);
    assertThat(watch.everTold()).isEmpty();
    cluster.fence(2);
    Instant fenced = cluster.now();
    shop(Duration.ofSeconds(4));

    Finding finding = watch.finding(BrokerSilentRule.NAME, SECOND).orElseThrow();
    assertThat(finding.cause()).isEqualTo("broker-down");
    assertThat(finding.firedAt()).hasValueSatisfying(at -> assertThat(at).isAfter(fenced));
    assertThat(watch.told())
        .filteredOn(told -> told.subject().kind() == Subject.Kind.TOPIC)
        .isNotEmpty()
        .allMatch(told -> told.cause().equals("broker-down"))
        .allMatch(told -> told.brokers().equals(java.util.Set.of(new BrokerId(2))));
  }

  @Test
  void shouldTellAPauseAsADeathAndItsEnd() {
    cluster.silence(2, Outcome.TIMED_OUT);
    shop(SESSION);
    cluster.fence(2);
    shop(Duration.ofSeconds(10));
    assertThat(watch.finding(BrokerSilentRule.NAME, SECOND))
        .map(Finding::cause)
        .contains("broker-down");
    cluster.restart(2);
    shop(Duration.ofSeconds(4));
    cluster.catchUp(2).elect();
    shop(Duration.ofSeconds(10));

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldTellOnlyWhatABrokerInItsRestartExplainsWhenAllRestartInTurn() {
    for (int broker = 1; broker <= 3; broker++) {
      cluster.stop(broker);
      shop(Duration.ofSeconds(5));
      cluster.restart(broker);
      shop(Duration.ofSeconds(3));
      cluster.catchUp(broker).elect();
      shop(Duration.ofSeconds(6));
    }
    shop(Duration.ofSeconds(30));

    assertThat(watch.everTold())
        .allMatch(told -> told.startsWith("under-replicated") || told.startsWith("at-min-isr"));
    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldTellASlowFollowerInTheSecondSweepThatSeesIt() {
    cluster.lag(2);
    shop(Duration.ofSeconds(2));
    assertThat(watch.everTold()).isEmpty();
    shop(Duration.ofSeconds(2));

    assertThat(watch.told())
        .isNotEmpty()
        .allMatch(told -> told.cause().equals("follower-slow"))
        .allMatch(told -> told.brokers().equals(java.util.Set.of(new BrokerId(2))));
  }

  @Test
  void shouldTellNothingWhenABrokerIsOutOfSyncForSecondsBeforeItStops() {
    cluster.giveAway(2);
    shop(Duration.ofSeconds(4));

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldTellNothingWhenATopicComesAndGoes() {
    cluster.topic("holiday", 3, 3);
    shop(Duration.ofSeconds(30));
    cluster.dropTopic("holiday");
    shop(Duration.ofSeconds(30));

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldTellNothingWhenAGroupIsDeployed() {
    cluster.group("shop").members(0);
    work(Duration.ofSeconds(6), BURST, 0);
    cluster.group("shop").members(2);
    work(Duration.ofSeconds(4), BURST, 0);
    work(Duration.ofSeconds(30), BURST, 600);

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldTellNothingWhenTheConsumersStartLate() {
    var late = SampledCluster.of(3);
    late.topic("orders", 6, 3);
    Watch first = Watch.inDemo(late).lookFor(Duration.ofSeconds(6));
    long[] offsets = {0, 600};
    first.lookFor(
        Duration.ofMinutes(1),
        () -> {
          offsets[1] += 40;
          offsets[0] = Math.min(offsets[1], offsets[0] + 200);
          late.group("shop").at("orders", offsets[0], offsets[1]);
        });

    assertThat(first.everTold()).isEmpty();
  }

  @Test
  void shouldTellASlowGroupWithinHalfAMinute() {
    work(Duration.ofSeconds(30), 100, 10);

    assertThat(watch.everTold()).containsExactly("lag-growing group:shop");
  }

  @Test
  void shouldTellAGroupThatLeftWithinAQuarterOfAMinute() {
    cluster.group("shop").members(0);
    work(Duration.ofSeconds(14), 20, 0);

    assertThat(watch.everTold()).containsExactly("group-memberless group:shop");
  }

  @Test
  void shouldTellAGroupThatStandsStillWithinAQuarterOfAMinute() {
    work(Duration.ofSeconds(14), 20, 0);

    assertThat(watch.everTold()).containsExactly("group-stopped group:shop");
  }

  @Test
  void shouldTellAWeakTopicAndItsRepair() {
    cluster.topic("weak").partition(1).partition(2).partition(3);
    shop(Duration.ofSeconds(8));
    assertThat(watch.finding("weak-topic", Subject.of(new TopicName("weak"))))
        .map(Finding::cause)
        .contains("factor-low");
    // new replicas need a moment
    cluster.topic("weak").assign(0, 1, 2, 3).assign(1, 2, 3, 1).assign(2, 3, 1, 2);
    cluster.topic("weak").isr(0, 1).isr(1, 2).isr(2, 3);
    shop(Duration.ofSeconds(2));
    cluster.topic("weak").isr(0, 1, 2, 3).isr(1, 2, 3, 1).isr(2, 3, 1, 2);
    shop(Duration.ofSeconds(10));

    assertThat(watch.everTold()).containsExactly("weak-topic topic:weak");
    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldTellAnUnevenOrderAndItsRepair() {
    for (int partition = 0; partition < 6; partition++) {
      cluster.topic("orders").assign(partition, 1, 2, 3);
    }
    shop(Duration.ofSeconds(18));
    assertThat(watch.told()).extracting(Finding::rule).containsExactly("leader-skew");
    for (int partition = 0; partition < 6; partition++) {
      cluster.topic("orders").assign(partition, order(partition));
    }
    shop(Duration.ofSeconds(6));

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldTellTheBlindTimeWhenAllBrokersWerePaused() {
    cluster.pass(Duration.ofSeconds(27)).gap(Duration.ofSeconds(27), "home-unreachable");
    cluster.fence(3);
    watch.look();
    cluster.noGap().restart(3).catchUp(3).elect();
    shop(Duration.ofSeconds(20));

    assertThat(watch.everTold()).containsExactly("advisor-blind cluster:");
    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldTellNothingOfAStopWhenTheGroupWasNotWatchedMeanwhile() {
    end += 500;
    cluster.pass(Duration.ofSeconds(27)).gap(Duration.ofSeconds(27), "home-unreachable");
    cluster.group("shop").at("orders", committed, end);
    watch.look();

    assertThat(watch.finding("group-stopped", Subject.of(new GroupId("shop")))).isEmpty();
  }

  private static Integer[] order(int partition) {
    return new Integer[] {1 + partition % 3, 1 + (partition + 1) % 3, 1 + (partition + 2) % 3};
  }

  /** The standard workload: bursts of six seconds in each half minute, consumed as they come. */
  private void shop(Duration time) {
    watch.lookFor(
        time,
        () -> {
          long produced = Math.round(2 * (second % 30 < 6 ? BURST : BURST / 10));
          second += 2;
          end += produced;
          committed = end - produced / 4;
          cluster.group("shop").at("orders", committed, end);
        });
  }

  private void work(Duration time, double producedPerSecond, double consumedPerSecond) {
    watch.lookFor(
        time,
        () -> {
          end += Math.round(2 * producedPerSecond);
          committed = Math.min(end, committed + Math.round(2 * consumedPerSecond));
          cluster.group("shop").at("orders", committed, end);
        });
  }
}
