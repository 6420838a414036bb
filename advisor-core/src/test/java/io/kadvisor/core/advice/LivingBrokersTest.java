package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.judgement.SampledStory;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What is told of brokers that live and are too slow, from samples to the words of the advisory.
 */
class LivingBrokersTest {
  private static final double GIB = 1L << 30;

  private final BusyShop shop = new BusyShop();
  private final SampledStory story = shop.story;

  @Test
  void shouldNotKnowTheCauseWhenOnlyOneLeaderMissesTheFollower() {
    shop.loads.remove(1);
    IntStream.of(0, 3).forEach(p -> shop.orders.isr(p, 1, 2));
    story.minutes(14);
    assertThat(story.told()).isEmpty();
    story.minutes(3);

    assertThat(story.told()).containsExactly("at-min-isr~topic:orders~1 unknown OPEN");
    assertThat(story.open().missing())
        .contains("how busy broker 1 is: its request handlers and fetch latency");
  }

  @Test
  void shouldTellOneSaturatedLeaderWhenItsNumbersAndThePatternAgree() throws IOException {
    story.minutes(60);
    shop.saturate(1);
    story.minutes(8);

    assertThat(story.told()).containsExactly("leader-saturated~broker:1~1 leader-saturated OPEN");
    Advisory told = story.open();
    assertThat(told.category()).isEqualTo(Category.AVAILABILITY);
    assertThat(told.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(told.findings())
        .extracting(id -> id.rule())
        .contains("under-min-isr", "under-replicated", "broker-slow", "request-latency");
    Golden.compare("leader-saturated.txt", AdvisoryText.full(told));
  }

  @Test
  void shouldKeepTheCauseWhenTheSaturatedLeaderRecovers() {
    story.minutes(60);
    shop.saturate(1);
    story.minutes(8);
    shop.work(1);
    story.cluster.catchUp(2).catchUp(3);
    story.minutes(30);

    assertThat(story.told())
        .containsExactly("leader-saturated~broker:1~1 leader-saturated RESOLVED");
  }

  @Test
  void shouldTellTheSaturatedLeaderAloneWhenItsFollowersComeBackForMoments() {
    for (int n = 0; n < 12; n++) {
      shop.saturate(1);
      story.lookFor(Duration.ofSeconds(30));
      story.cluster.catchUp(2).catchUp(3);
      story.lookFor(Duration.ofSeconds(30));
    }
    assertThat(story.told()).containsExactly("leader-saturated~broker:1~1 leader-saturated OPEN");

    shop.work(1);
    story.minutes(40);
    assertThat(story.told())
        .containsExactly("leader-saturated~broker:1~1 leader-saturated RESOLVED");
  }

  @Test
  void shouldTellTheTopicAndItsCompressionWhenTheLeaderCompressesAnew() throws IOException {
    shop.orders.config("compression.type", "zstd");
    shop.saturate(1);
    story.minutes(3);

    assertThat(story.open().recommendation().action()).isEqualTo("compress-at-producer");
    Golden.compare("leader-saturated-compression.txt", AdvisoryText.full(story.open()));
  }

  @Test
  void shouldTellNoDisputeWhenASaturatedLeaderGivesNoAnswer() {
    shop.saturate(1);
    story.cluster.silence(1, Outcome.TIMED_OUT);
    story.minutes(30);

    assertThat(story.told()).containsExactly("leader-saturated~broker:1~1 leader-saturated OPEN");
    assertThat(story.open().findings()).extracting(id -> id.rule()).contains("broker-silent");
  }

  @Test
  void shouldTellTheLeaderAloneWhenItIsSilentAndNothingIsKnownOfItsLoad() {
    shop.loads.remove(1);
    BusyShop.lonely(shop.orders, 6, 1);
    BusyShop.lonely(shop.payments, 3, 1);
    story.cluster.silence(1, Outcome.TIMED_OUT);
    story.minutes(30);

    assertThat(story.told()).containsExactly("broker-silent~broker:1~1 disputed OPEN");
    assertThat(story.open().findings()).extracting(id -> id.rule()).contains("under-min-isr");
  }

  @Test
  void shouldSayThatItRunsWhenASilentBrokerStillGivesItsNumbers() {
    story.cluster.silence(1, Outcome.TIMED_OUT);
    shop.lookKeeping(1, Metric.REQUEST_QUEUE, 37, 16);

    assertThat(story.told()).containsExactly("broker-silent~broker:1~1 disputed OPEN");
    assertThat(story.open().explanation())
        .contains("so its process runs: 37 requests wait in its queue.");
  }

  @Test
  void shouldNotBlameTheLeaderWhenItsFollowersLagElsewhereToo() {
    shop.saturate(1);
    shop.behind(3);
    story.minutes(3);

    assertThat(story.told()).noneMatch(told -> told.startsWith("leader-saturated"));
  }

  @Test
  void shouldTellOneFlappingFollowerWhenItComesAndGoes() throws IOException {
    story.minutes(1);
    for (int n = 0; n < 4; n++) {
      shop.behind(3);
      story.lookFor(Duration.ofSeconds(90));
      story.cluster.catchUp(3);
      story.minutes(4);
    }

    assertThat(story.told()).containsExactly("follower-slow~broker:3~1 in-and-out OPEN");
    Golden.compare("isr-flapping.txt", AdvisoryText.full(story.open()));
    story.minutes(40);
    assertThat(story.told()).containsExactly("follower-slow~broker:3~1 in-and-out RESOLVED");
  }

  @Test
  void shouldTellAFlappingFollowerWhenEachTimeIsTooShortToBeTold() {
    story.minutes(1);
    for (int n = 0; n < 4; n++) {
      shop.behind(3);
      story.lookFor(Duration.ofSeconds(20));
      story.cluster.catchUp(3);
      story.minutes(2);
    }

    assertThat(story.told()).containsExactly("isr-flapping~broker:3~1 in-and-out OPEN");
  }

  @Test
  void shouldNotCountAStopInOrderAsATurnWhenAFollowerWasOutTwice() {
    story.minutes(1);
    for (int n = 0; n < 2; n++) {
      shop.behind(3);
      story.lookFor(Duration.ofSeconds(20));
      story.cluster.catchUp(3);
      story.minutes(2);
    }
    shop.behind(3);
    story.lookFor(Duration.ofSeconds(10));
    shop.restart(3);
    story.minutes(60);

    assertThat(story.told()).isEmpty();
  }

  @Test
  void shouldTellAFlappingFollowerWhenOnlyTheLeadersCountersSawMostOfIt() {
    story.minutes(1);
    shop.behind(3);
    story.lookFor(Duration.ofSeconds(10));
    story.cluster.catchUp(3);
    for (int n = 0; n < 4; n++) {
      story.rate(1, Metric.ISR_SHRINKS, 1).rate(1, Metric.ISR_EXPANDS, 1).look();
      story.rate(1, Metric.ISR_SHRINKS, 0).rate(1, Metric.ISR_EXPANDS, 0).minutes(1);
    }

    assertThat(story.told()).containsExactly("isr-flapping~broker:3~1 in-and-out OPEN");
  }

  @Test
  void shouldTellAFlappingFollowerWhenOnlyCountersSawIt() {
    story.minutes(1);
    for (int n = 0; n < 3; n++) {
      count(List.of(1, 2), 1, 1);
      story.minutes(1);
    }

    assertThat(story.told()).containsExactly("isr-flapping~broker:3~1 in-and-out OPEN");
    assertThat(story.open().confidence().level()).isEqualTo(Level.MEDIUM);
    assertThat(story.open().explanation()).contains("Several leaders miss it");
    assertThat(story.open().evidence())
        .extracting(evidence -> evidence.sentence())
        .anyMatch(sentence -> sentence.contains("Leaders that count it: 1, 2;"));
  }

  @Test
  void shouldNameNoFollowerWhenItMayBeEitherOfTwo() {
    story.minutes(1);
    for (int n = 0; n < 5; n++) {
      count(List.of(1), 1, 1);
      story.minutes(1);
    }

    assertThat(story.told()).isEmpty();
  }

  @Test
  void shouldCountOneWayOutAndOneBackWhenReplicasGoStepByStep() {
    story.minutes(1);
    for (int n = 0; n < 2; n++) {
      count(List.of(1, 2), 1, 0);
      count(List.of(1, 2), 1, 1);
      count(List.of(1, 2), 0, 1);
      story.minutes(1);
    }
    assertThat(story.told()).isEmpty();

    count(List.of(1, 2), 1, 1);
    story.minutes(2);

    assertThat(story.told()).containsExactly("isr-flapping~broker:3~1 in-and-out OPEN");
  }

  /** Leaders count ISRs that shrink and grow in one sweep, and nothing after it. */
  private void count(List<Integer> leaders, double shrinks, double expands) {
    counted(leaders, shrinks, expands);
    story.look();
    counted(leaders, 0, 0);
  }

  private void counted(List<Integer> leaders, double shrinks, double expands) {
    for (int leader : leaders) {
      story.rate(leader, Metric.ISR_SHRINKS, shrinks).rate(leader, Metric.ISR_EXPANDS, expands);
    }
  }

  @Test
  void shouldTellNothingWhenBrokersAreRestartedInTurn() {
    story.minutes(1);
    for (int broker = 1; broker <= 3; broker++) {
      shop.restart(broker);
      story.minutes(2);
    }
    story.minutes(60);

    assertThat(story.told()).isEmpty();
  }

  @Test
  void shouldTellASlowBrokerWithItsRequestsAsOneTrouble() throws IOException {
    story.minutes(60);
    shop.slow(2);
    story.minutes(8);

    assertThat(story.told()).containsExactly("broker-slow~broker:2~1 slower-than-peers OPEN");
    assertThat(story.open().findings())
        .extracting(id -> id.rule())
        .containsExactly("broker-slow", "request-latency");
    Golden.compare("broker-slow.txt", AdvisoryText.full(story.open()));
    shop.work(2);
    story.minutes(15);
    assertThat(story.told()).containsExactly("broker-slow~broker:2~1 slower-than-peers RESOLVED");
  }

  @Test
  void shouldTellRequestsAloneWhenTheyWaitForFollowers() throws IOException {
    story.minutes(60);
    shop.load(2, BusyShop.Load.WAITING);
    story.minutes(8);

    assertThat(story.told()).containsExactly("request-latency~broker:2~1 remote-time OPEN");
    Golden.compare("request-latency.txt", AdvisoryText.full(story.open()));
  }

  @Test
  void shouldNotCallABrokerSlowWhenAllAre() {
    story.minutes(60);
    List.of(1, 2, 3).forEach(shop::slow);
    story.minutes(10);

    assertThat(story.told()).noneMatch(told -> told.startsWith("broker-slow"));
  }

  @Test
  void shouldLeaveABrokerAloneThatWasAlwaysSlowerUntilItIsSlowAgainstItsOwnPast() {
    shop.slow(2);
    story.minutes(120);
    assertThat(story.told()).isEmpty();

    shop.load(2, new BusyShop.Load(9, 0.5, 0.5, 0.02, 9, 0.004));
    story.minutes(8);

    assertThat(story.told()).containsExactly("broker-slow~broker:2~1 slower-than-peers OPEN");
    assertThat(story.open().evidence())
        .extracting(evidence -> evidence.sentence())
        .contains(
            "On broker 2 an answer of its own takes 9 s; usual for it is 1.8 s, its peers take 3.0 ms");
  }

  @Test
  void shouldTellWhatMayMakeABrokerSlowWhenItsDiskAndHeapSay() {
    for (int broker : List.of(1, 3)) {
      shop.also(() -> story.gauge(broker, Metric.LOG_FLUSH, 0.012));
    }
    shop.also(
        () ->
            story
                .gauge(2, Metric.LOG_FLUSH, 1.2)
                .gauge(2, Metric.HEAP_AFTER_GC, 0.61 * GIB)
                .gauge(2, Metric.HEAP_MAX, GIB));
    story.minutes(60);
    shop.slow(2);
    story.minutes(8);

    assertThat(story.open().evidence())
        .extracting(evidence -> evidence.sentence())
        .contains(
            "The request handlers of broker 2 are idle for 50.0 % of the time",
            "Flushing a log takes 1.2 s on broker 2 (p99); on its peers 12 ms",
            "After a garbage collection 624.6 MiB of 1.0 GiB heap are in use on broker 2");
  }

  @Test
  void shouldSayNothingOfTheHeapWhenItHasRoom() {
    shop.also(
        () -> story.gauge(2, Metric.HEAP_AFTER_GC, 0.59 * GIB).gauge(2, Metric.HEAP_MAX, GIB));
    story.minutes(60);
    shop.slow(2);
    story.minutes(8);

    assertThat(story.open().evidence())
        .extracting(evidence -> evidence.sentence())
        .noneMatch(sentence -> sentence.contains("heap"));
  }

  @Test
  void shouldTellOneTroubleWhenRequestsBecomeSlowOnSeveralBrokersAtOnce() throws IOException {
    story.minutes(60);
    for (int broker : List.of(1, 2, 3)) {
      shop.load(broker, BusyShop.Load.WAITING);
      story.lookFor(Duration.ofSeconds(20));
    }
    story.minutes(10);

    assertThat(story.told()).containsExactly("requests-slow~cluster:~1 remote-time OPEN");
    Golden.compare("requests-slow.txt", AdvisoryText.full(story.open()));
    shop.work(1);
    shop.work(2);
    story.minutes(20);
    assertThat(story.told()).containsExactly("requests-slow~cluster:~1 remote-time OPEN");
    shop.load(2, BusyShop.Load.WAITING);
    story.minutes(20);
    assertThat(story.told()).containsExactly("requests-slow~cluster:~1 remote-time OPEN");
    shop.work(2);
    shop.work(3);
    story.minutes(20);
    assertThat(story.told()).containsExactly("requests-slow~cluster:~1 remote-time RESOLVED");
  }

  @Test
  void shouldTellEachBrokerWhenRequestsBecomeSlowLongAfterAnother() {
    story.minutes(60);
    for (int broker : List.of(1, 2, 3)) {
      shop.load(broker, BusyShop.Load.WAITING);
      story.minutes(20);
    }

    assertThat(story.told())
        .containsExactly(
            "request-latency~broker:1~1 remote-time OPEN",
            "request-latency~broker:2~1 remote-time OPEN",
            "request-latency~broker:3~1 remote-time OPEN");
  }

  @Test
  void shouldLeaveABrokerAloneThatWasSlowBeforeTheOthers() {
    story.cluster.broker(4);
    shop.work(4);
    story.minutes(60);
    shop.load(4, BusyShop.Load.WAITING);
    story.minutes(20);
    List.of(1, 2, 3).forEach(broker -> shop.load(broker, BusyShop.Load.WAITING));
    story.minutes(20);

    assertThat(story.told())
        .as("besides that the fourth broker is empty")
        .filteredOn(told -> !told.startsWith("broker-empty"))
        .containsExactly(
            "request-latency~broker:4~1 remote-time OPEN",
            "requests-slow~cluster:~1 remote-time OPEN");
  }

  @Test
  void shouldTellABrokerByItselfWhenSomethingDeeperIsFoundOfIt() {
    story.minutes(60);
    List.of(1, 2).forEach(broker -> shop.load(broker, BusyShop.Load.WAITING));
    shop.slow(3);
    story.minutes(20);

    assertThat(story.told())
        .contains("broker-slow~broker:3~1 slower-than-peers OPEN")
        .noneMatch(told -> told.startsWith("requests-slow"));
  }

  @Test
  void shouldTellAFullRequestQueue() throws IOException {
    shop.lookKeeping(2, Metric.REQUEST_QUEUE, 470, 7);

    assertThat(story.told()).containsExactly("broker-limits~broker:2~1 request-queue OPEN");
    Golden.compare("broker-limits.txt", AdvisoryText.full(story.open()));
  }

  @Test
  void shouldTellConnectionsWhenTheyComeNearTheLimit() {
    story.cluster.broker(2).config("max.connections", "1000");
    shop.lookKeeping(2, Metric.CONNECTIONS, 900, 7);

    assertThat(story.told()).containsExactly("broker-limits~broker:2~1 connections OPEN");
    assertThat(story.open().affected().subjects())
        .containsExactly(io.kadvisor.model.Subject.of(new BrokerId(2)));
  }
}
