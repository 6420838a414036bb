package io.kadvisor.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.collector.CollectorHealth.Blindness.Side;
import io.kadvisor.collector.facts.BrokerReadings;
import io.kadvisor.collector.facts.InMemoryCluster;
import io.kadvisor.collector.facts.ReadingSource;
import io.kadvisor.collector.facts.Trouble;
import io.kadvisor.collector.facts.Trouble.Cause;
import io.kadvisor.collector.jmx.JmxSettings;
import io.kadvisor.collector.lease.InMemoryLeases;
import io.kadvisor.collector.lease.Leases.Standing;
import io.kadvisor.collector.probe.Prober;
import io.kadvisor.collector.publish.InMemoryHome;
import io.kadvisor.collector.sweep.SampleBuilder;
import io.kadvisor.collector.sweep.SelfNames;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both halves of a lane in one thread: a sweep is read, then what waits is published. */
class LaneTest {
  private static final Trouble GONE = new Trouble(Cause.NO_BROKER_ANSWERS, "nobody is there");
  private static final Trouble FULL = new Trouble(Cause.TIMEOUT, "the home takes nothing");
  private static final Duration FAST = Duration.ofSeconds(5);

  private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-01T00:00:00.000Z"));
  private final InMemoryCluster cluster = new InMemoryCluster();
  private final Topics topics = new Topics("kadvisor.");
  private InMemoryHome home = new InMemoryHome(new ClusterId("apart"), topics);
  private final LaneHealth health = new LaneHealth("prod");
  private final SweepQueue queue = new SweepQueue(2);
  private final Pause pause = new Pause();
  private final InMemoryLeases leases = new InMemoryLeases();
  private final Marks marks = new Marks("c-1", Lane.gapAfter(FAST));
  private Publisher publisher = publisher();
  private ClusterLane lane = lane();

  /** JMX that is not open. */
  private static final class NoReadings implements ReadingSource {
    @Override
    public Map<BrokerId, BrokerReadings> read() {
      return Map.of();
    }

    @Override
    public SourceStatus status() {
      return new SourceStatus(Fact.Source.JMX, false, Optional.of("not configured"));
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void endPauses() {
    // a pause that is over waits for nothing: the tests move the clock themselves
    pause.end();
  }

  private Publisher publisher() {
    return new Publisher(queue, home, leases, topics, marks, health, clock, pause);
  }

  private void liveIn(String cluster) {
    home = new InMemoryHome(new ClusterId(cluster), topics);
    publisher = publisher();
    lane = lane();
  }

  private ClusterLane lane() {
    WatchedCluster watched =
        new WatchedCluster("prod", Map.of(), FAST, Duration.ofSeconds(60), JmxSettings.CLOSED);
    SampleBuilder builder =
        new SampleBuilder(new SelfNames(List.of("kadvisor."), List.of("kadvisor")));
    return new ClusterLane(
        new Lane.Parts(watched, cluster, new NoReadings(), Prober.NONE, builder, home, leases),
        settings(watched),
        queue,
        marks,
        health,
        clock,
        pause);
  }

  private CollectorSettings settings(WatchedCluster watched) {
    return new CollectorSettings(
        "c-1", Map.of(), topics, new SelfNames(List.of(), List.of()), List.of(watched));
  }

  private Duration readOnce() throws InterruptedException {
    return lane.sweepOnce();
  }

  private void publishAll() throws InterruptedException {
    while (!queue.isEmpty()) {
      publisher.publish(queue.take());
    }
  }

  private void sweep() throws InterruptedException {
    readOnce();
    publishAll();
    clock.advance(FAST);
  }

  private SweepMark lastMark() {
    return home.marks().get(home.marks().size() - 1);
  }

  @Test
  void shouldWriteTheMarkLastAndCountWhatItCloses() throws Exception {
    cluster.createTopic("orders", 2);
    cluster.commit("billing", "orders", 0, 0);

    sweep();

    assertThat(home.order())
        .containsExactly(
            "kadvisor.collectors",
            "kadvisor.metrics.broker",
            "kadvisor.metrics.broker",
            "kadvisor.metrics.broker",
            "kadvisor.metrics.partition",
            "kadvisor.metrics.lag",
            "kadvisor.metrics.cluster",
            "kadvisor.metrics.cluster");
    assertThat(lastMark().counts()).isEqualTo(new SweepMark.Counts(3, 1, 1, 1));
    assertThat(lastMark().gap()).isEmpty();
    assertThat(lastMark().sources()).extracting(SourceStatus::open).containsExactly(true, false);
  }

  @Test
  void shouldReadSeldomAndWriteNothingWhenAnotherCollectorSweeps() throws Exception {
    leases.are(Standing.ELSEWHERE);
    for (int second = 0; second < 30; second++) {
      readOnce();
      publishAll();
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(home.order()).isEmpty();
    assertThat(cluster.reads()).isEqualTo(1);
    assertThat(health.snapshot(clock.instant()).standby()).isTrue();
    assertThat(health.snapshot(clock.instant()).blind()).isEmpty();
  }

  @Test
  void shouldOpenAGreaterEpochAndTellWhatNobodySweptWhenTheLeaseComesBack() throws Exception {
    sweep();
    long first = lastMark().epoch();
    Instant last = lastMark().sweepAt();
    leases.are(Standing.ELSEWHERE);
    readOnce();
    clock.advance(Duration.ofMinutes(5));
    leases.are(Standing.HELD);
    sweep();

    assertThat(lastMark().epoch()).isGreaterThan(first);
    assertThat(lastMark().gap().orElseThrow().since()).isEqualTo(last);
    assertThat(home.order().stream().filter("kadvisor.collectors"::equals)).hasSize(2);
    assertThat(health.snapshot(clock.instant()).standby()).isFalse();
  }

  @Test
  void shouldOpenAGreaterEpochWhenTheLeaseWentAndCameBackBetweenTwoLooks() throws Exception {
    sweep();
    long first = lastMark().epoch();
    clock.advance(Duration.ofSeconds(5));
    leases.are(Standing.ELSEWHERE);
    leases.are(Standing.HELD);
    sweep();

    assertThat(lastMark().epoch()).isGreaterThan(first);
    assertThat(lastMark().gap()).isEmpty();
  }

  @Test
  void shouldDropWhatWasReadWhenTheLeaseWentBeforeItWasWritten() throws Exception {
    sweep();
    int before = home.marks().size();
    readOnce();
    leases.are(Standing.ELSEWHERE);
    publishAll();

    assertThat(home.marks()).hasSize(before);
  }

  @Test
  void shouldSayWhyWhenTheHomeDoesNotDecide() throws Exception {
    leases.are(Standing.UNDECIDED);
    home.breakDown(FULL);
    readOnce();

    assertThat(health.snapshot(clock.instant()).blind().orElseThrow().side()).isEqualTo(Side.HOME);
  }

  @Test
  void shouldOpenAGreaterEpochWhenACollectorStartsAfterAnother() throws Exception {
    sweep();
    long first = lastMark().epoch();
    lane = lane();
    sweep();

    assertThat(lastMark().epoch()).isGreaterThan(first);
  }

  @Test
  void shouldOpenAGreaterEpochWhenItsClockIsBehindTheLastOnes() throws Exception {
    sweep();
    long first = lastMark().epoch();
    clock.advance(Duration.ofDays(-1));
    lane = lane();
    sweep();

    assertThat(lastMark().epoch()).isEqualTo(first + 1);
  }

  @Test
  void shouldGoOnWithTheTrueTimeInAGreaterEpochWhenItsClockIsSetBack() throws Exception {
    sweep();
    readOnce();
    clock.advance(Duration.ofHours(-2));
    Instant before = clock.instant();

    assertThat(readOnce()).isEqualTo(FAST);
    publishAll();

    assertThat(home.marks()).hasSize(3);
    assertThat(lastMark().sweepAt()).isEqualTo(before);
    assertThat(lastMark().epoch()).isGreaterThan(home.marks().get(1).epoch());
    assertThat(lastMark().gap()).isEmpty();
  }

  @Test
  void shouldOpenAnEpochAfterItsOwnWhenItsClockIsSetBackBeforeAnythingWasWritten()
      throws Exception {
    readOnce();
    clock.advance(Duration.ofHours(-2));
    readOnce();
    publishAll();

    assertThat(home.marks()).hasSize(2);
    assertThat(lastMark().epoch()).isGreaterThan(home.marks().get(0).epoch());
  }

  @Test
  void shouldReadSlowFactsAtOnceWhenItsClockIsSetBack() throws Exception {
    sweep();
    sweep();
    assertThat(health.snapshot(clock.instant()).lastSweep().orElseThrow().slow()).isFalse();
    clock.advance(Duration.ofHours(-2));
    sweep();

    assertThat(health.snapshot(clock.instant()).lastSweep().orElseThrow().slow()).isTrue();
  }

  @Test
  void shouldNotBeBlindWhenOneSweepFails() throws Exception {
    sweep();
    cluster.breakDown(GONE);
    sweep();

    assertThat(health.snapshot(clock.instant()).blind()).isEmpty();
    assertThat(home.marks()).hasSize(1);
  }

  @Test
  void shouldSaySoInMarksAndHealthWhenTheClusterCannotBeRead() throws Exception {
    sweep();
    cluster.breakDown(GONE);
    Instant begin = clock.instant();
    sweep();
    sweep();

    var blind = health.snapshot(clock.instant()).blind().orElseThrow();
    assertThat(blind.side()).isEqualTo(Side.WATCHED);
    assertThat(blind.since()).isEqualTo(begin);
    assertThat(blind.sentence()).isEqualTo("nobody is there");
    var unreachable = lastMark().unreachable().orElseThrow();
    assertThat(unreachable.since()).isEqualTo(begin);
    assertThat(unreachable.cause()).isEqualTo("no-broker-answers");
    assertThat(lastMark().counts().total()).isZero();
    assertThat(lastMark().sources().get(0).open()).isFalse();
  }

  @Test
  void shouldSeeAgainWithoutAGapWhenMarksToldTheTroubleAllTheWhile() throws Exception {
    sweep();
    cluster.breakDown(GONE);
    for (int n = 0; n < 6; n++) {
      sweep();
    }
    cluster.repair();
    sweep();

    assertThat(health.snapshot(clock.instant()).blind()).isEmpty();
    assertThat(lastMark().unreachable()).isEmpty();
    assertThat(lastMark().gap()).isEmpty();
  }

  @Test
  void shouldTellTheGapInFourMarksWhenTheHomeCouldNotBeWritten() throws Exception {
    sweep();
    Instant last = lastMark().sweepAt();
    home.breakDown(FULL);
    for (int n = 0; n < 6; n++) {
      sweep();
    }
    var blind = health.snapshot(clock.instant()).blind().orElseThrow();
    home.repair();
    Instant back = clock.instant();
    for (int n = 0; n < 5; n++) {
      sweep();
    }

    assertThat(blind.side()).isEqualTo(Side.HOME);
    var gap = new SweepMark.Gap(last, back, "home-unreachable", FULL.sentence());
    assertThat(home.marks().subList(1, 5)).allMatch(mark -> mark.gap().equals(Optional.of(gap)));
    assertThat(home.marks()).hasSize(6);
    assertThat(lastMark().gap()).isEmpty();
    assertThat(health.snapshot(clock.instant()).blind()).isEmpty();
    assertThat(health.snapshot(clock.instant()).counters().lost()).isEqualTo(6);
  }

  @Test
  void shouldBlameTheHomeWhenItIsTheClusterThatCannotBeRead() throws Exception {
    liveIn("in-memory");
    sweep();
    cluster.breakDown(GONE);
    for (int n = 0; n < 6; n++) {
      sweep();
    }
    cluster.repair();
    sweep();

    assertThat(home.marks()).hasSize(2).allMatch(mark -> mark.unreachable().isEmpty());
    assertThat(lastMark().gap().orElseThrow().cause()).isEqualTo("home-unreachable");
  }

  @Test
  void shouldSayThatItStoodStillWhenNothingElseWasInTheWay() throws Exception {
    sweep();
    clock.advance(Duration.ofMinutes(5));
    sweep();

    assertThat(lastMark().gap().orElseThrow().cause()).isEqualTo("collector-silent");
  }

  @Test
  void shouldTellNoGapWhenAShortElectionOnlyDelayedTheWriting() throws Exception {
    sweep();
    readOnce();
    clock.advance(FAST);
    readOnce();
    clock.advance(FAST);
    publishAll();

    assertThat(home.marks()).hasSize(3).allMatch(mark -> mark.gap().isEmpty());
  }

  @Test
  void shouldLetTheOldestFallOutWhenTooManyWait() throws Exception {
    for (int n = 0; n < 4; n++) {
      readOnce();
      clock.advance(FAST);
    }
    publishAll();

    assertThat(home.marks()).hasSize(2);
    assertThat(health.snapshot(clock.instant()).counters().lost()).isEqualTo(2);
  }

  @Test
  void shouldPassOverAnOldFailureWhenALaterSweepWaits() throws Exception {
    sweep();
    cluster.breakDown(GONE);
    readOnce();
    clock.advance(FAST);
    readOnce();
    clock.advance(FAST);
    cluster.repair();
    readOnce();
    publishAll();

    assertThat(home.marks()).hasSize(2).allMatch(mark -> mark.unreachable().isEmpty());
  }

  @Test
  void shouldBeBlindWhenMarksAreLateAndAWriteIsStuck() throws Exception {
    sweep();
    health.writing(clock.instant());
    clock.advance(Duration.ofSeconds(6));
    assertThat(health.snapshot(clock.instant()).blind()).isEmpty();

    clock.advance(Duration.ofSeconds(2));

    var blind = health.snapshot(clock.instant()).blind().orElseThrow();
    assertThat(blind.side()).isEqualTo(Side.HOME);
    assertThat(blind.since()).isEqualTo(lastMark().sweepAt());
  }

  @Test
  void shouldNotBeBlindWhenAWriteBeganAMomentAgo() throws Exception {
    sweep();
    clock.advance(Duration.ofSeconds(30));
    health.writing(clock.instant());
    clock.advance(Duration.ofSeconds(1));

    assertThat(health.snapshot(clock.instant()).blind()).isEmpty();
  }

  @Test
  void shouldWaitForTheNextPeriodWhenASweepIsDone() throws Exception {
    assertThat(readOnce()).isEqualTo(FAST);
    cluster.breakDown(new Trouble(Cause.AUTHENTICATION, "wrong password"));
    clock.advance(FAST);
    assertThat(readOnce()).isEqualTo(Duration.ofSeconds(10));
    assertThat(readOnce()).isEqualTo(Duration.ofSeconds(20));
    assertThat(readOnce()).isEqualTo(Duration.ofSeconds(30));
    cluster.breakDown(GONE);
    assertThat(readOnce()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldCountTheSweepAsFailedWhenSomethingOfOursBreaks() throws Exception {
    cluster.breakOurselves();
    readOnce();

    assertThat(health.snapshot(clock.instant()).counters().failed()).isEqualTo(1);
  }
}
