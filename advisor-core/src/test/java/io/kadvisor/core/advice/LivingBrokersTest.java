package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.judgement.SampledStory;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledTopic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is told of brokers that live and are too slow, from samples to the words of the advisory.
 */
class LivingBrokersTest {
  private final SampledStory story = new SampledStory(SampledCluster.of(3));
  private final SampledTopic orders = story.cluster.topic("orders", 6, 3);
  private final SampledTopic payments = story.cluster.topic("payments", 3, 3);
  private final Map<Integer, Load> loads = new TreeMap<>();

  @BeforeEach
  void wellAndWrittenTo() {
    List.of(1, 2, 3).forEach(this::work);
    story.before(
        () -> {
          loads.forEach(this::apply);
          orders.grown(Duration.ofSeconds(5), 9, 9, 9, 9, 9, 9);
          payments.grown(Duration.ofSeconds(5), 9, 9, 9);
        });
  }

  @Test
  void shouldTellOneSlowFollowerWhenTopicsOfSeveralLeadersMissIt() throws IOException {
    story.minutes(1);
    behind(3);
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
  void shouldNameTheThrottleWhenTheSlowFollowerHasOne() throws IOException {
    story.cluster.broker(3).config("follower.replication.throttled.rate", "1024");
    behind(3);
    story.minutes(2);

    assertThat(story.open().recommendation().action()).isEqualTo("remove-throttle");
    Golden.compare("follower-slow-throttled.txt", AdvisoryText.full(story.open()));
  }

  @Test
  void shouldNotKnowTheCauseWhenOnlyOneLeaderMissesTheFollower() {
    loads.remove(1);
    IntStream.of(0, 3).forEach(p -> orders.isr(p, 1, 2));
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
    saturate(1);
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
    saturate(1);
    story.minutes(8);
    work(1);
    story.cluster.catchUp(2).catchUp(3);
    story.minutes(30);

    assertThat(story.told())
        .containsExactly("leader-saturated~broker:1~1 leader-saturated RESOLVED");
  }

  @Test
  void shouldTellTheSaturatedLeaderAloneWhenItsFollowersComeBackForMoments() {
    for (int n = 0; n < 12; n++) {
      saturate(1);
      story.lookFor(Duration.ofSeconds(30));
      story.cluster.catchUp(2).catchUp(3);
      story.lookFor(Duration.ofSeconds(30));
    }
    assertThat(story.told()).containsExactly("leader-saturated~broker:1~1 leader-saturated OPEN");

    work(1);
    story.minutes(40);
    assertThat(story.told())
        .containsExactly("leader-saturated~broker:1~1 leader-saturated RESOLVED");
  }

  @Test
  void shouldTellTheTopicAndItsCompressionWhenTheLeaderCompressesAnew() throws IOException {
    orders.config("compression.type", "zstd");
    saturate(1);
    story.minutes(3);

    assertThat(story.open().recommendation().action()).isEqualTo("compress-at-producer");
    Golden.compare("leader-saturated-compression.txt", AdvisoryText.full(story.open()));
  }

  @Test
  void shouldTellNoDisputeWhenASaturatedLeaderGivesNoAnswer() {
    saturate(1);
    story.cluster.silence(1, Outcome.TIMED_OUT);
    story.minutes(30);

    assertThat(story.told()).containsExactly("leader-saturated~broker:1~1 leader-saturated OPEN");
    assertThat(story.open().findings()).extracting(id -> id.rule()).contains("broker-silent");
  }

  @Test
  void shouldTellTheLeaderAloneWhenItIsSilentAndNothingIsKnownOfItsLoad() {
    loads.remove(1);
    lonely(orders, 6, 1);
    lonely(payments, 3, 1);
    story.cluster.silence(1, Outcome.TIMED_OUT);
    story.minutes(30);

    assertThat(story.told()).containsExactly("broker-silent~broker:1~1 disputed OPEN");
    assertThat(story.open().findings()).extracting(id -> id.rule()).contains("under-min-isr");
  }

  @Test
  void shouldSayThatItRunsWhenASilentBrokerStillGivesItsNumbers() {
    story.cluster.silence(1, Outcome.TIMED_OUT);
    lookKeeping(1, Metric.REQUEST_QUEUE, 37, 16);

    assertThat(story.told()).containsExactly("broker-silent~broker:1~1 disputed OPEN");
    assertThat(story.open().explanation())
        .contains("so its process runs: 37 requests wait in its queue.");
  }

  @Test
  void shouldNotBlameTheLeaderWhenItsFollowersLagElsewhereToo() {
    saturate(1);
    behind(3);
    story.minutes(3);

    assertThat(story.told()).noneMatch(told -> told.startsWith("leader-saturated"));
  }

  @Test
  void shouldMergeTheTopicWhenItsCauseIsFoundLater() {
    IntStream.of(0, 3).forEach(p -> orders.isr(p, 1, 2));
    story.minutes(17);
    behind(3);
    story.minutes(3);

    assertThat(story.told())
        .containsExactly(
            "at-min-isr~topic:orders~1 unknown MERGED",
            "follower-slow~broker:3~1 follower-slow OPEN");
  }

  @Test
  void shouldStayOneTroubleWhenASlowFollowerDies() {
    behind(3);
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
  void shouldTellOneFlappingFollowerWhenItComesAndGoes() throws IOException {
    story.minutes(1);
    for (int n = 0; n < 4; n++) {
      behind(3);
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
      behind(3);
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
      behind(3);
      story.lookFor(Duration.ofSeconds(20));
      story.cluster.catchUp(3);
      story.minutes(2);
    }
    behind(3);
    story.lookFor(Duration.ofSeconds(10));
    story.cluster.stop(3);
    story.lookFor(Duration.ofSeconds(40));
    story.cluster.restart(3);
    story.lookFor(Duration.ofSeconds(30));
    story.cluster.catchUp(3).elect();
    story.minutes(60);

    assertThat(story.told()).isEmpty();
  }

  @Test
  void shouldTellAFlappingFollowerWhenOnlyTheLeadersCountersSawMostOfIt() {
    story.minutes(1);
    behind(3);
    story.lookFor(Duration.ofSeconds(10));
    story.cluster.catchUp(3);
    for (int n = 0; n < 4; n++) {
      story.rate(1, Metric.ISR_SHRINKS, 1).rate(1, Metric.ISR_EXPANDS, 1).look();
      story.rate(1, Metric.ISR_SHRINKS, 0).rate(1, Metric.ISR_EXPANDS, 0).minutes(1);
    }

    assertThat(story.told()).containsExactly("isr-flapping~broker:3~1 in-and-out OPEN");
  }

  @Test
  void shouldTellNothingWhenBrokersAreRestartedInTurn() {
    story.minutes(1);
    for (int broker = 1; broker <= 3; broker++) {
      story.cluster.stop(broker);
      story.lookFor(Duration.ofSeconds(40));
      story.cluster.restart(broker);
      story.lookFor(Duration.ofSeconds(30));
      story.cluster.catchUp(broker).elect();
      story.minutes(2);
    }
    story.minutes(60);

    assertThat(story.told()).isEmpty();
  }

  @Test
  void shouldTellASlowBrokerWithItsRequestsAsOneTrouble() throws IOException {
    story.minutes(60);
    slow(2);
    story.minutes(8);

    assertThat(story.told()).containsExactly("broker-slow~broker:2~1 slower-than-peers OPEN");
    assertThat(story.open().findings())
        .extracting(id -> id.rule())
        .containsExactly("broker-slow", "request-latency");
    Golden.compare("broker-slow.txt", AdvisoryText.full(story.open()));
    work(2);
    story.minutes(15);
    assertThat(story.told()).containsExactly("broker-slow~broker:2~1 slower-than-peers RESOLVED");
  }

  @Test
  void shouldTellRequestsAloneWhenTheyWaitForFollowers() throws IOException {
    story.minutes(60);
    load(2, Load.WAITING);
    story.minutes(8);

    assertThat(story.told()).containsExactly("request-latency~broker:2~1 remote-time OPEN");
    Golden.compare("request-latency.txt", AdvisoryText.full(story.open()));
  }

  @Test
  void shouldNotCallABrokerSlowWhenAllAre() {
    story.minutes(60);
    List.of(1, 2, 3).forEach(this::slow);
    story.minutes(10);

    assertThat(story.told()).noneMatch(told -> told.startsWith("broker-slow"));
  }

  @Test
  void shouldTellOneTroubleWhenRequestsBecomeSlowOnSeveralBrokersAtOnce() throws IOException {
    story.minutes(60);
    for (int broker : List.of(1, 2, 3)) {
      load(broker, Load.WAITING);
      story.lookFor(Duration.ofSeconds(20));
    }
    story.minutes(10);

    assertThat(story.told()).containsExactly("requests-slow~cluster:~1 remote-time OPEN");
    Golden.compare("requests-slow.txt", AdvisoryText.full(story.open()));
    work(1);
    work(2);
    story.minutes(20);
    assertThat(story.told()).containsExactly("requests-slow~cluster:~1 remote-time OPEN");
    load(2, Load.WAITING);
    story.minutes(20);
    assertThat(story.told()).containsExactly("requests-slow~cluster:~1 remote-time OPEN");
    work(2);
    work(3);
    story.minutes(20);
    assertThat(story.told()).containsExactly("requests-slow~cluster:~1 remote-time RESOLVED");
  }

  @Test
  void shouldTellEachBrokerWhenRequestsBecomeSlowLongAfterAnother() {
    story.minutes(60);
    for (int broker : List.of(1, 2, 3)) {
      load(broker, Load.WAITING);
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
    work(4);
    story.minutes(60);
    load(4, Load.WAITING);
    story.minutes(20);
    List.of(1, 2, 3).forEach(broker -> load(broker, Load.WAITING));
    story.minutes(20);

    assertThat(story.told())
        .containsExactly(
            "request-latency~broker:4~1 remote-time OPEN",
            "requests-slow~cluster:~1 remote-time OPEN");
  }

  @Test
  void shouldTellABrokerByItselfWhenSomethingDeeperIsFoundOfIt() {
    story.minutes(60);
    List.of(1, 2).forEach(broker -> load(broker, Load.WAITING));
    slow(3);
    story.minutes(20);

    assertThat(story.told())
        .contains("broker-slow~broker:3~1 slower-than-peers OPEN")
        .noneMatch(told -> told.startsWith("requests-slow"));
  }

  @Test
  void shouldTellAFullRequestQueue() throws IOException {
    lookKeeping(2, Metric.REQUEST_QUEUE, 470, 7);

    assertThat(story.told()).containsExactly("broker-limits~broker:2~1 request-queue OPEN");
    Golden.compare("broker-limits.txt", AdvisoryText.full(story.open()));
  }

  @Test
  void shouldTellConnectionsWhenTheyComeNearTheLimit() {
    story.cluster.broker(2).config("max.connections", "1000");
    lookKeeping(2, Metric.CONNECTIONS, 900, 7);

    assertThat(story.told()).containsExactly("broker-limits~broker:2~1 connections OPEN");
    assertThat(story.open().affected().subjects())
        .containsExactly(io.kadvisor.model.Subject.of(new BrokerId(2)));
  }

  /** JMX that is read in every sweep. */
  private void lookKeeping(int broker, Metric metric, double value, int minutes) {
    for (int sweep = 0; sweep < minutes * 12; sweep++) {
      story.gauge(broker, metric, value).look();
    }
  }

  /** Out of every ISR of the other leaders. */
  private void behind(int follower) {
    drop(orders, 6, follower);
    drop(payments, 3, follower);
  }

  private static void drop(SampledTopic topic, int partitions, int follower) {
    for (int partition = 0; partition < partitions; partition++) {
      int leader = 1 + partition % 3;
      if (leader != follower) {
        topic.isr(
            partition,
            IntStream.rangeClosed(1, 3).filter(b -> b != follower).boxed().toArray(Integer[]::new));
      }
    }
  }

  /** What one broker's JMX and answers say, in seconds and shares. */
  private record Load(
      double answer, double idle, double follower, double queue, double local, double remote) {
    static final Load WELL = new Load(0.003, 0.8, 0.4, 0.0005, 0.002, 0.004);
    static final Load SATURATED = new Load(2.5, 0.04, 22, 6, 1.2, 0.004);
    static final Load WAITING = new Load(0.003, 0.8, 0.4, 0.0005, 0.002, 2.5);
    static final Load SLOW = new Load(1.8, 0.5, 0.5, 0.02, 1.9, 0.004);
  }

  private void apply(int broker, Load load) {
    story.cluster.broker(broker).latency(Duration.ofMillis(Math.round(load.answer() * 1000)));
    story.gauge(broker, Metric.HANDLER_IDLE, load.idle());
    story.gauge(broker, Metric.FOLLOWER_FETCH_TOTAL, load.follower());
    for (String request : List.of("PRODUCE", "CONSUMER_FETCH")) {
      double remote = request.equals("PRODUCE") ? load.remote() : 0.3;
      time(broker, request + "_QUEUE_TIME", load.queue());
      time(broker, request + "_LOCAL_TIME", load.local());
      time(broker, request + "_REMOTE_TIME", remote);
      time(broker, request + "_RESPONSE_QUEUE_TIME", 0.0001);
      time(broker, request + "_RESPONSE_SEND_TIME", 0.0001);
      time(broker, request + "_THROTTLE_TIME", 0);
      time(broker, request + "_TOTAL_TIME", load.queue() + load.local() + remote + 0.0002);
      story.rate(broker, Metric.valueOf(request + "_REQUESTS"), 20);
    }
  }

  /** Twenty requests a second that take so long each. */
  private void time(int broker, String metric, double seconds) {
    story.rate(broker, Metric.valueOf(metric), 20 * seconds);
  }

  private void load(int broker, Load load) {
    loads.put(broker, load);
  }

  private void work(int broker) {
    load(broker, Load.WELL);
  }

  private void slow(int broker) {
    load(broker, Load.SLOW);
  }

  /** Busy, and left by its followers in all that it leads. */
  private void saturate(int leader) {
    load(leader, Load.SATURATED);
    lonely(orders, 6, leader);
    lonely(payments, 3, leader);
  }

  private static void lonely(SampledTopic topic, int partitions, int leader) {
    for (int partition = leader - 1; partition < partitions; partition += 3) {
      topic.isr(partition, leader);
    }
  }
}
