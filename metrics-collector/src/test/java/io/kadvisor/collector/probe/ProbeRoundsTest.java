package io.kadvisor.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeRoundsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final BrokerId ONE = new BrokerId(1);
  private static final BrokerId TWO = new BrokerId(2);

  private final InMemoryProbedCluster cluster = InMemoryProbedCluster.ofThree();
  private final AtomicLong nanos = new AtomicLong(-5);
  private final Ledger ledger = new Ledger();
  private ProbeRounds rounds = rounds(Long.MAX_VALUE);

  private ProbeRounds rounds(long limit) {
    return new ProbeRounds(cluster, ledger, SECOND, limit, nanos::get);
  }

  @BeforeEach
  void placeTopic() throws InterruptedException {
    new ProbeTopic(cluster, nanos::get).tend();
    cluster.passing(time -> nanos.addAndGet(time.toNanos()));
  }

  private void run(Duration time) {
    long end = nanos.get() + time.toNanos();
    while (nanos.get() < end) {
      ledger.keep(cluster.layout().spokenOf());
      rounds.step(cluster.layout().partitionByLeader(), Duration.ofMillis(100));
    }
  }

  private ProbeFigures of(BrokerId broker) {
    return ledger.of(broker, nanos.get()).orElseThrow();
  }

  @Test
  void shouldSendOneRecordToEachBrokerInEveryInterval() {
    run(Duration.ofSeconds(30));

    for (BrokerId broker : List.of(ONE, TWO, new BrokerId(3))) {
      assertThat(of(broker).sent()).isCloseTo(30, within(1L));
      assertThat(of(broker).returned()).isCloseTo(30, within(1L));
      assertThat(of(broker).acknowledged()).isEqualTo(of(broker).sent());
      assertThat(of(broker).lost()).isZero();
      assertThat(of(broker).roundTrip()).isPresent();
    }
  }

  @Test
  void shouldWaitLongerAndLongerForABrokerThatHangsAndForNoOther() {
    run(Duration.ofSeconds(5));
    cluster.hang(1);

    run(Duration.ofSeconds(10));

    assertThat(of(ONE).unanswered()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(11));
    assertThat(of(ONE).lost()).isZero();
    assertThat(of(TWO).unanswered()).isLessThan(SECOND);
    assertThat(of(TWO).returned()).isCloseTo(15, within(1L));
  }

  @Test
  void shouldGiveRecordsUpAfterAWhileAndGoOnWaiting() {
    cluster.hang(1);

    run(Duration.ofSeconds(40));

    assertThat(of(ONE).lost()).isCloseTo(20, within(2L));
    assertThat(of(ONE).unanswered()).isGreaterThan(Duration.ofSeconds(38));
  }

  @Test
  void shouldBeWellAgainWhenRecordsComeBack() {
    cluster.hang(1);
    run(Duration.ofSeconds(10));
    cluster.wakeUp(1);

    run(SECOND);

    assertThat(of(ONE).unanswered()).isLessThan(SECOND);
    assertThat(of(ONE).lost()).isZero();
    assertThat(of(ONE).roundTrip().orElseThrow().max()).isGreaterThan(Duration.ofSeconds(8));
  }

  @Test
  void shouldGoOnWaitingForABrokerThatLeftWithItsPartition() {
    cluster.hang(1);
    run(Duration.ofSeconds(5));
    cluster.leave(1);

    run(SECOND);

    assertThat(of(ONE).unanswered()).isGreaterThan(Duration.ofSeconds(4));
  }

  @Test
  void shouldNotWaitForABrokerThatIsBackWithoutItsPartition() {
    cluster.hang(1);
    run(Duration.ofSeconds(5));
    cluster.leave(1);
    run(SECOND);
    cluster.join(1, "az1");

    run(SECOND);

    assertThat(of(ONE).unanswered()).isZero();
  }

  @Test
  void shouldSendToTheOtherPartitionWhenABrokerHasLostItsOwn() {
    run(Duration.ofSeconds(5));
    cluster.leave(1);
    cluster.join(1, "az1");
    run(SECOND);
    long before = of(ONE).returned();

    cluster.place(1);
    run(Duration.ofSeconds(5));

    assertThat(of(ONE).returned()).isCloseTo(before + 5, within(1L));
    assertThat(of(ONE).unanswered()).isLessThan(SECOND);
  }

  @Test
  void shouldNotWaitForABrokerThatIsProbedNoMore() {
    cluster.hang(1);
    run(Duration.ofSeconds(5));

    ledger.keep(List.of(TWO));

    assertThat(of(ONE).unanswered()).isZero();
  }

  @Test
  void shouldForgetTimesAfterAMinute() {
    cluster.hang(1);
    run(Duration.ofSeconds(10));
    cluster.wakeUp(1);

    run(Duration.ofSeconds(70));

    assertThat(of(ONE).roundTrip().orElseThrow().max()).isLessThan(SECOND);
  }

  @Test
  void shouldStopAtItsLimit() {
    rounds = rounds(3);

    run(Duration.ofSeconds(20));

    assertThat(of(ONE).sent()).isEqualTo(3);
    assertThat(ledger.settled()).isTrue();
  }

  @Test
  void shouldTakeNoOthersRecordForItsOwn() {
    cluster.hang(1);
    run(SECOND);
    cluster.place(2);
    cluster.send(3, new Token(12345, 0), new Ignoring());

    run(SECOND);

    assertThat(of(ONE).returned()).isZero();
  }

  private static final class Ignoring implements ProbedCluster.Receipt {
    @Override
    public void acknowledged() {}

    @Override
    public void failed(String why) {}
  }
}
