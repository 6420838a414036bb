package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.judgement.SampledStory;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told of a follower that lives and lags, and of what it keeps waiting. */
class SlowFollowersTest {
  private final BusyShop shop = new BusyShop();
  private final SampledStory story = shop.story;

  @Test
  void shouldTellOneSlowFollowerWhenTopicsOfSeveralLeadersMissIt() throws IOException {
    story.minutes(1);
    shop.behind(3);
    story.minutes(2);

    assertThat(story.told()).containsExactly("follower-slow~broker:3~1 follower-slow OPEN");
    Advisory told = story.open();
    assertThat(told.category()).isEqualTo(Category.DURABILITY);
    assertThat(told.affected().partitionCount()).isEqualTo(6);
    Golden.compare("follower-slow.txt", AdvisoryText.full(told));

    story.cluster.catchUp(3);
    story.minutes(20);
    assertThat(story.told()).containsExactly("follower-slow~broker:3~1 follower-slow RESOLVED");
  }

  @Test
  void shouldTellNothingWhenABrokerTakesItsTimeToStopInOrder() {
    story.minutes(1);
    story.cluster.giveAway(3);
    story.minutes(4);
    story.cluster.stop(3);
    story.minutes(2);
    story.cluster.restart(3);
    story.lookFor(Duration.ofSeconds(30));
    story.cluster.catchUp(3).elect();
    story.minutes(60);

    assertThat(story.told()).isEmpty();
  }

  @Test
  void shouldTellNothingWhenBrokersThatTakeTheirTimeToStopAreRestartedInTurn() {
    story.minutes(1);
    for (int broker = 1; broker <= 3; broker++) {
      story.cluster.giveAway(broker);
      story.lookFor(Duration.ofSeconds(40));
      shop.restart(broker);
      story.lookFor(Duration.ofSeconds(20));
    }
    story.minutes(60);

    assertThat(story.told()).isEmpty();
  }

  @Test
  void shouldTellASlowFollowerWhenItHadCaughtUpAfterARestart() {
    story.minutes(1);
    shop.restart(3);
    story.minutes(2);
    shop.behind(3);
    story.minutes(2);

    assertThat(story.told()).containsExactly("follower-slow~broker:3~1 follower-slow OPEN");
  }

  @Test
  void shouldWaitForAFollowerThatHasNotCaughtUpSinceItsRestart() {
    story.minutes(1);
    story.cluster.stop(3);
    story.minutes(2);
    story.cluster.restart(3);
    story.minutes(9);

    assertThat(story.told()).isEmpty();
  }

  @Test
  void shouldTellASlowFollowerThatLeadsNothingWhenItShouldHaveStoppedByNow() {
    story.minutes(1);
    story.cluster.giveAway(3);
    story.minutes(6);

    assertThat(story.told()).containsExactly("follower-slow~broker:3~1 follower-slow OPEN");
  }

  @Test
  void shouldNameTheThrottleWhenTheSlowFollowerHasOne() throws IOException {
    story.cluster.broker(3).config("follower.replication.throttled.rate", "1024");
    shop.behind(3);
    story.minutes(2);

    assertThat(story.open().recommendation().action()).isEqualTo("remove-throttle");
    Golden.compare("follower-slow-throttled.txt", AdvisoryText.full(story.open()));
  }

  @Test
  void shouldMergeTheTopicWhenItsCauseIsFoundLater() {
    IntStream.of(0, 3).forEach(p -> shop.orders.isr(p, 1, 2));
    story.minutes(17);
    shop.behind(3);
    story.minutes(3);

    assertThat(story.told())
        .containsExactly(
            "at-min-isr~topic:orders~1 unknown MERGED",
            "follower-slow~broker:3~1 follower-slow OPEN");
  }

  @Test
  void shouldStayOneTroubleWhenASlowFollowerDies() {
    shop.behind(3);
    story.minutes(3);
    story.cluster.silence(3, Outcome.REFUSED);
    story.lookFor(Duration.ofSeconds(10));
    story.cluster.fence(3);
    story.minutes(3);

    assertThat(story.told())
        .containsExactly(
            "follower-slow~broker:3~1 follower-slow MERGED",
            "broker-silent~broker:3~1 broker-down OPEN");
  }

  @Test
  void shouldTellRequestsThatWaitForASlowFollowerWithIt() throws IOException {
    story.minutes(60);
    List.of(1, 2).forEach(leader -> shop.load(leader, BusyShop.Load.WAITING));
    story.lookFor(Duration.ofSeconds(30));
    shop.behind(3);
    story.minutes(8);

    assertThat(story.told()).containsExactly("follower-slow~broker:3~1 follower-slow OPEN");
    assertThat(story.open().findings())
        .filteredOn(id -> id.rule().equals("request-latency"))
        .extracting(id -> id.subject())
        .containsExactly(Subject.of(new BrokerId(1)), Subject.of(new BrokerId(2)));
    Golden.compare("follower-slow-waited-for.txt", AdvisoryText.full(story.open()));

    List.of(1, 2).forEach(shop::work);
    story.cluster.catchUp(3);
    story.minutes(30);
    assertThat(story.told()).containsExactly("follower-slow~broker:3~1 follower-slow RESOLVED");
  }

  @Test
  void shouldMergeRequestsThatWaitedWhenTheFollowerFallsOut() {
    story.minutes(60);
    shop.load(2, BusyShop.Load.WAITING);
    story.minutes(8);
    shop.behind(3);
    story.minutes(3);

    assertThat(story.told())
        .containsExactly(
            "request-latency~broker:2~1 remote-time MERGED",
            "follower-slow~broker:3~1 follower-slow OPEN");
  }

  @Test
  void shouldTellNoRequestsByThemselvesWhenTheFollowerComesAndGoes() {
    story.minutes(60);
    shop.load(2, BusyShop.Load.WAITING);
    for (int n = 0; n < 6; n++) {
      shop.behind(3);
      story.lookFor(Duration.ofSeconds(20));
      story.cluster.catchUp(3);
      story.minutes(2);
    }

    assertThat(story.told())
        .noneMatch(told -> told.startsWith("request-latency") && told.endsWith("OPEN"));
    assertThat(story.open().findings())
        .extracting(id -> id.rule())
        .contains("isr-flapping", "request-latency");
  }

  @Test
  void shouldTellRequestsByThemselvesWhenTheFollowerHadBeenOutForLong() {
    story.minutes(60);
    shop.behind(3);
    story.minutes(40);
    shop.load(2, BusyShop.Load.WAITING);
    story.minutes(8);

    assertThat(story.told())
        .containsExactly(
            "follower-slow~broker:3~1 follower-slow OPEN",
            "request-latency~broker:2~1 remote-time OPEN");
  }

  @Test
  void shouldTellRequestsByThemselvesWhenTheyWaitForSomethingElse() {
    story.minutes(60);
    shop.load(2, BusyShop.Load.QUEUED);
    shop.behind(3);
    story.minutes(8);

    assertThat(story.told())
        .containsExactlyInAnyOrder(
            "follower-slow~broker:3~1 follower-slow OPEN",
            "broker-slow~broker:2~1 slower-than-peers OPEN");
    assertThat(story.advisory("broker-slow~broker:2~1").findings())
        .extracting(id -> id.rule())
        .contains("request-latency");
  }
}
