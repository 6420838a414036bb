package io.kadvisor.executor.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WaveRunnerTest {
  private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
  private static final TopicPartition CLICKS = new TopicPartition("clicks", 0);
  private static final Pacing PACING =
      new Pacing(
          Duration.ofMillis(1),
          Duration.ofMillis(100),
          Duration.ofMillis(150),
          Duration.ofMillis(1));

  private final InMemoryCluster cluster =
      new InMemoryCluster(1, 2, 3, 4)
          .with("orders", 0, 1, 2, 3)
          .with("clicks", 0, 2, 3)
          .minInSync("orders", 2)
          .minInSync("clicks", 1);
  private final StopSignal signal = new StopSignal();
  private final Telling told = new Telling();
  private final InMemoryCpu cpu = new InMemoryCpu();

  /** Keeps what is told, and does something at the first progress of a wave. */
  private static final class Telling implements Told {
    private final List<String> lines = new ArrayList<>();
    private final List<Progress> progress = new ArrayList<>();
    private Consumer<Integer> atProgress = wave -> {};
    private Consumer<Integer> atBegin = wave -> {};
    private Consumer<Integer> atEnd = wave -> {};
    private Consumer<Integer> atWait = wave -> {};

    @Override
    public void unknownMinIsr(SortedSet<String> topics) {
      lines.add("unknown: " + topics);
    }

    @Override
    public void waits(int wave, String why) {
      lines.add("waits " + wave + ": " + why);
      atWait.accept(wave);
    }

    @Override
    public void begins(int wave) {
      lines.add("begins " + wave);
      atBegin.accept(wave);
    }

    @Override
    public void goesOn(int wave, Progress now) {
      progress.add(now);
      atProgress.accept(wave);
    }

    @Override
    public void ends(int wave, Duration took) {
      lines.add("ends " + wave);
      atEnd.accept(wave);
    }

    @Override
    public void stops(Cause cause, String why) {
      lines.add("stops: " + cause);
    }
  }

  private Outcome carryOut(Orders orders) throws Exception {
    return carryOut(orders, PACING);
  }

  private Outcome carryOut(Orders orders, Pacing pacing) throws Exception {
    return new WaveRunner(cluster, cpu, pacing, signal, told).carryOut(orders);
  }

  private static Orders orders(WaveOrder... waves) {
    return new Orders(List.of(waves), List.of(), Set.of(1, 2, 3), Map.of());
  }

  private static WaveOrder wave(Move... moves) {
    return new WaveOrder(List.of(moves), OptionalLong.of(1000));
  }

  private static Move move(TopicPartition partition, List<Integer> from, Integer... to) {
    return new Move(partition, from, Arrays.asList(to), Optional.empty());
  }

  private static final Move ORDERS_TO_4 = move(ORDERS, List.of(1, 2, 3), 4, 2, 3);
  private static final Move CLICKS_TO_4 = move(CLICKS, List.of(2, 3), 4, 3);

  /** Counters that grow by so many percent of the time that passes from one reading to the next. */
  private static final class InMemoryCpu implements CpuCounters {
    private final Map<Integer, Double> percent = new HashMap<>();
    private final Map<Integer, Duration> used = new HashMap<>();
    private Duration step = PACING.cpu();
    private Instant now = Instant.EPOCH;
    private int reads;
    private Runnable afterRead = () -> {};

    /** From now on it is so busy, and read again soon. */
    private void shorten(int broker, double busy) {
      if (reads > 1) {
        percent.put(broker, busy);
        step = PACING.cpu();
      }
    }

    @Override
    public Map<Integer, Used> read() {
      reads++;
      now = now.plus(step);
      Map<Integer, Used> all = new HashMap<>();
      percent.forEach(
          (broker, busy) -> {
            long more = Math.round(step.toNanos() * CORES * busy / 100);
            used.merge(broker, Duration.ofNanos(more), Duration::plus);
            all.put(broker, new Used(now, used.get(broker), CORES));
          });
      afterRead.run();
      return all;
    }

    private static final double CORES = 4;
  }

  private Stop stoppedBetween(Outcome outcome) {
    Stop stop = stopped(outcome);
    assertThat(outcome.wavesDone()).isEqualTo(1);
    assertThat(stop.begun()).isFalse();
    assertThat(cluster.calls).doesNotContain("reassign clicks-0 to [4, 3]");
    assertThat(cluster.replicas(ORDERS)).as("done stays done").containsExactly(4, 2, 3);
    assertThat(cluster.throttled).isEmpty();
    return stop;
  }

  private Outcome carryOutTwo() throws Exception {
    return carryOut(orders(wave(ORDERS_TO_4), wave(CLICKS_TO_4)));
  }

  private Stop stopped(Outcome outcome) {
    assertThat(outcome.stop()).isPresent();
    assertThat(cluster.calls).contains("unthrottle");
    return outcome.stop().orElseThrow();
  }

  @Test
  void shouldDoWaveAfterWaveUnderThrottlesWhenNothingSpeaksAgainstIt() throws Exception {
    var leads = new Move(CLICKS, List.of(4, 3), List.of(4, 3), Optional.of(4));
    var orders =
        orders(
            wave(ORDERS_TO_4),
            wave(CLICKS_TO_4),
            new WaveOrder(List.of(leads), OptionalLong.empty()));

    Outcome outcome = carryOut(orders);

    assertThat(outcome).isEqualTo(new Outcome(3, Optional.empty(), Map.of()));
    assertThat(cluster.replicas(ORDERS)).containsExactly(4, 2, 3);
    assertThat(cluster.view().leaderOf(CLICKS)).contains(4);
    assertThat(cluster.throttled).isEmpty();
    assertThat(cluster.calls)
        .containsExactly(
            "throttle 1000",
            "reassign orders-0 to [4, 2, 3]",
            "unthrottle",
            "throttle 1000",
            "reassign clicks-0 to [4, 3]",
            "unthrottle");
    assertThat(told.lines)
        .containsExactly("begins 0", "ends 0", "begins 1", "ends 1", "begins 2", "ends 2");
  }

  @Test
  void shouldTellBytesAndPartitionsWhenAWaveGoesOn() throws Exception {
    carryOut(orders(wave(ORDERS_TO_4, CLICKS_TO_4)));

    assertThat(told.progress.get(0).bytes()).hasValue(2000);
    assertThat(told.progress)
        .extracting(progress -> progress.bytesLeft().getAsLong())
        .containsExactly(1500L, 1000L, 500L, 0L);
    assertThat(told.progress.get(0).left()).isPresent();
    assertThat(told.progress.get(3).done()).isEqualTo(2);
  }

  @Test
  void shouldTakeBackWhatIsUnderWayAndNameTheBrokerWhenOneIsLost() throws Exception {
    told.atProgress = wave -> cluster.kill(4);

    Stop stop = stopped(carryOut(orders(wave(ORDERS_TO_4, CLICKS_TO_4))));

    assertThat(stop.cause()).isEqualTo(Cause.BROKER_LOST);
    assertThat(stop.why()).isEqualTo("broker 4 is not there any more");
    assertThat(stop.begun()).isTrue();
    assertThat(stop.lost()).containsExactly(4);
    assertThat(stop.takenBack()).containsExactlyInAnyOrder(ORDERS, CLICKS);
    assertThat(stop.throttled()).containsOnlyKeys("broker 4");
    assertThat(cluster.replicas(ORDERS)).as("in the old order").containsExactly(1, 2, 3);
    assertThat(told.lines).containsExactly("begins 0", "stops: BROKER_LOST");
  }

  @Test
  void shouldNameTheLostBrokerWhenSomethingElseFailedFirstBecauseOfIt() throws Exception {
    told.atBegin = wave -> cluster.kill(4);

    Stop stop = stopped(carryOut(orders(wave(CLICKS_TO_4))));

    assertThat(stop.cause()).isEqualTo(Cause.BROKER_LOST);
    assertThat(stop.why())
        .isEqualTo("broker 4 is not there any more (first: throttles: a broker is not there)");
    assertThat(stop.takenBack()).containsExactly(CLICKS);
  }

  @Test
  void shouldStopWhenPartitionsComeUnderTheirMinIsr() throws Exception {
    cluster.with("sole", 0, 1, 4).minInSync("sole", 2);
    told.atProgress = wave -> cluster.fallBehind(new TopicPartition("sole", 0), 4);

    Stop stop = stopped(carryOut(orders(wave(CLICKS_TO_4))));

    assertThat(stop.cause()).isEqualTo(Cause.UNDER_MIN_ISR);
    assertThat(stop.why()).contains("1 partition is under the min ISR (sole-0)");
    assertThat(stop.takenBack()).containsExactly(CLICKS);
    assertThat(cluster.throttled).isEmpty();
  }

  @Test
  void shouldNameTopicsBeforeTheFirstWaveWhenTheirMinIsrIsNotKnown() throws Exception {
    cluster.with("sole", 0, 1, 3).with("alone", 0, 1);

    assertThat(carryOut(orders(wave(CLICKS_TO_4))).stop()).isEmpty();

    assertThat(told.lines).containsExactly("unknown: [alone, sole]", "begins 0", "ends 0");
  }

  @Test
  void shouldStopWhenNothingIsInSyncOfATopicWhoseMinIsrIsNotKnown() throws Exception {
    var sole = new TopicPartition("sole", 0);
    cluster.with("sole", 0, 1, 3);
    told.atProgress = wave -> List.of(1, 3).forEach(broker -> cluster.fallBehind(sole, broker));

    Stop stop = stopped(carryOut(orders(wave(CLICKS_TO_4))));

    assertThat(stop.cause()).isEqualTo(Cause.UNDER_MIN_ISR);
  }

  @Test
  void shouldGoOnWhenAPartitionWasUnderItsMinIsrBefore() throws Exception {
    cluster.with("sole", 0, 1).minInSync("sole", 2);
    var sole = new TopicPartition("sole", 0);

    Outcome outcome = carryOut(orders(wave(move(sole, List.of(1), 1, 2, 3))));

    assertThat(outcome.stop()).isEmpty();
    assertThat(cluster.replicas(sole)).containsExactly(1, 2, 3);
  }

  @Test
  void shouldTakeBackWhatIsUnderWayWhenTold() throws Exception {
    told.atProgress = wave -> signal.give();

    Stop stop = stopped(carryOut(orders(wave(ORDERS_TO_4), wave(CLICKS_TO_4))));

    assertThat(stop.cause()).isEqualTo(Cause.INTERRUPTED);
    assertThat(stop.takenBack()).containsExactly(ORDERS);
    assertThat(cluster.throttled).isEmpty();
    assertThat(cluster.calls).doesNotContain("reassign clicks-0 to [4, 3]");
  }

  @Test
  void shouldTakeThrottlesOffWhenTheThreadIsInterrupted() throws Exception {
    told.atProgress = wave -> Thread.currentThread().interrupt();

    Stop stop = stopped(carryOut(orders(wave(ORDERS_TO_4))));

    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(stop.cause()).isEqualTo(Cause.INTERRUPTED);
    assertThat(cluster.throttled).isEmpty();
  }

  @Test
  void shouldTakeThrottlesOffWhenWhoIsToldFails() {
    told.atProgress =
        wave -> {
          throw new IllegalStateException("the terminal is closed");
        };

    assertThatThrownBy(() -> carryOut(orders(wave(ORDERS_TO_4))))
        .hasMessage("the terminal is closed");

    assertThat(cluster.throttled).isEmpty();
    assertThat(cluster.replicas(ORDERS)).containsExactly(1, 2, 3);
  }

  @Test
  void shouldStopWhenNothingIsCopiedForLong() throws Exception {
    cluster.stall(4);

    Stop stop = stopped(carryOut(orders(wave(ORDERS_TO_4))));

    assertThat(stop.cause()).isEqualTo(Cause.STALLED);
    assertThat(stop.takenBack()).containsExactly(ORDERS);
  }

  @Test
  void shouldGoOnWhenATopicGrowsWhileItIsCopied() throws Exception {
    cluster.grow(ORDERS, 400);

    assertThat(carryOut(orders(wave(ORDERS_TO_4))).stop()).isEmpty();
    assertThat(told.progress.get(200).bytesLeft()).hasValue(0);
  }

  @Test
  void shouldKeepWhatIsDoneWhenItStopsInTheMiddleOfAWave() throws Exception {
    var toThree = move(CLICKS, List.of(2, 3), 3, 2);
    cluster.stall(4);

    Stop stop = stopped(carryOut(orders(wave(ORDERS_TO_4, toThree))));

    assertThat(stop.done()).containsExactly(CLICKS);
    assertThat(stop.takenBack()).containsExactly(ORDERS);
  }

  @Test
  void shouldTakeTheOthersBackWhenOneIsRefused() throws Exception {
    cluster.refused.add(CLICKS);

    Stop stop = stopped(carryOut(orders(wave(ORDERS_TO_4, CLICKS_TO_4))));

    assertThat(stop.cause()).isEqualTo(Cause.REFUSED);
    assertThat(stop.why()).isEqualTo("clicks-0 is not reassigned: refused");
    assertThat(stop.takenBack()).containsExactlyInAnyOrder(ORDERS, CLICKS);
  }

  @Test
  void shouldBeginNothingWhenTheClusterIsNotAsPlanned() throws Exception {
    Outcome outcome = carryOut(orders(wave(move(ORDERS, List.of(3, 2, 1), 4, 2, 1))));

    Stop stop = outcome.stop().orElseThrow();
    assertThat(stop.cause()).isEqualTo(Cause.CHANGED);
    assertThat(stop.why()).contains("orders-0 is on brokers [1, 2, 3] and should be on [3, 2, 1]");
    assertThat(outcome.changedSomething()).isFalse();
    assertThat(cluster.calls).isEmpty();
  }

  @Test
  void shouldBeginNothingWhenSomethingElseMoves() throws Exception {
    cluster.stall(4);
    cluster.reassign(Map.of(CLICKS, List.of(4, 3)));
    cluster.calls.clear();

    Outcome outcome = carryOut(orders(wave(ORDERS_TO_4)));

    Stop stop = outcome.stop().orElseThrow();
    assertThat(stop.cause()).isEqualTo(Cause.NOT_READY);
    assertThat(stop.why()).contains("1 partition is being moved already (clicks-0)");
    assertThat(told.lines.get(0)).startsWith("waits 0: ");
    assertThat(cluster.calls).isEmpty();
  }

  @Test
  void shouldWaitWhenSomethingElseIsAboutToEnd() throws Exception {
    cluster.reassign(Map.of(CLICKS, List.of(4, 3)));

    assertThat(carryOut(orders(wave(ORDERS_TO_4))).stop()).isEmpty();
    assertThat(told.lines).contains("begins 0", "ends 0").first().asString().startsWith("waits 0");
  }

  @Test
  void shouldNameTheBrokerWhenThePlanWantsOneThatIsNotThere() throws Exception {
    Outcome outcome = carryOut(orders(wave(move(CLICKS, List.of(2, 3), 7, 3))));

    assertThat(outcome.stop().orElseThrow().why()).contains("broker 7 is not there");
  }

  @Test
  void shouldBringReplicasElsewhereWhenTheirBrokerWasLostBefore() throws Exception {
    cluster.kill(1);
    var orders = new Orders(List.of(wave(ORDERS_TO_4)), List.of(), Set.of(2, 3, 4), Map.of());

    Outcome outcome = carryOut(orders);

    assertThat(outcome).isEqualTo(new Outcome(1, Optional.empty(), Map.of()));
    assertThat(cluster.replicas(ORDERS)).containsExactly(4, 2, 3);
  }

  @Test
  void shouldMakeNewPartitionsWhenAllWavesAreDone() throws Exception {
    var added = new NewPartitions("clicks", 1, List.of(List.of(1, 2)));
    var orders = new Orders(List.of(wave(ORDERS_TO_4)), List.of(added), Set.of(1, 2, 3), Map.of());

    assertThat(carryOut(orders).stop()).isEmpty();
    assertThat(cluster.replicas(new TopicPartition("clicks", 1))).containsExactly(1, 2);
  }

  @Test
  void shouldMakeNoPartitionsWhenItIsToldToStopAtTheEndOfTheLastWave() throws Exception {
    var added = new NewPartitions("clicks", 1, List.of(List.of(1, 2)));
    var orders = new Orders(List.of(wave(ORDERS_TO_4)), List.of(added), Set.of(1, 2, 3), Map.of());
    told.atEnd = wave -> signal.give();

    assertThat(stopped(carryOut(orders)).cause()).isEqualTo(Cause.INTERRUPTED);
    assertThat(cluster.calls).noneMatch(call -> call.startsWith("create"));
  }

  @Test
  void shouldGoOnWhenTheClusterIsSilentForAMoment() throws Exception {
    told.atProgress =
        wave -> {
          told.atProgress = again -> {};
          cluster.silent(3);
        };

    assertThat(carryOut(orders(wave(ORDERS_TO_4))).stop()).isEmpty();
  }

  @Test
  void shouldSayThatNobodyKnowsWhenTheClusterStaysSilent() throws Exception {
    told.atProgress = wave -> cluster.silent(Integer.MAX_VALUE);

    Stop stop = stopped(carryOut(orders(wave(ORDERS_TO_4))));

    assertThat(stop.cause()).isEqualTo(Cause.UNANSWERED);
    assertThat(stop.goingOn().get(ORDERS)).startsWith("nobody knows");
  }

  @Test
  void shouldStopBetweenWavesWhenABrokerIsBusyAndStaysSo() throws Exception {
    cpu.percent.putAll(Map.of(1, 70.0, 2, 20.0));
    told.atEnd = wave -> cpu.percent.put(2, 83.0);

    Stop stop = stoppedBetween(carryOutTwo());

    assertThat(stop.cause()).isEqualTo(Cause.NOT_READY);
    assertThat(stop.why()).isEqualTo("more than 70 % of CPU in use: broker 2 83 %");
    assertThat(told.lines).startsWith("begins 0", "ends 0").last().isEqualTo("stops: NOT_READY");
  }

  @Test
  void shouldGoOnWhenABrokerIsBusyForAMoment() throws Exception {
    cpu.percent.put(2, 20.0);
    told.atEnd = wave -> cpu.percent.put(2, 95.0);
    told.atWait = wave -> cpu.percent.put(2, 70.0);
    var patient = new Pacing(PACING.look(), Duration.ofMinutes(1), PACING.stalled(), PACING.cpu());

    Outcome outcome = carryOut(orders(wave(ORDERS_TO_4), wave(CLICKS_TO_4)), patient);

    assertThat(outcome.stop()).isEmpty();
    assertThat(told.lines).contains("waits 1: more than 70 % of CPU in use: broker 2 95 %");
  }

  @Test
  void shouldMeasureAnewWhenTheMeanIsOfTooLongATime() throws Exception {
    cpu.percent.put(2, 0.0);
    told.atEnd =
        wave -> {
          cpu.percent.put(2, 95.0);
          cpu.step = PACING.cpu().multipliedBy(7);
        };
    cpu.afterRead = () -> cpu.shorten(2, 10.0);

    assertThat(carryOutTwo().stop()).isEmpty();
    assertThat(cpu.reads).as("at first, before wave 2, and once more").isEqualTo(3);
    assertThat(told.lines).as("95 % was a while ago").noneMatch(line -> line.startsWith("waits"));
  }

  @Test
  void shouldStopBetweenWavesWhenCpuIsNotToldAnyMore() throws Exception {
    cpu.percent.putAll(Map.of(1, 20.0, 3, 20.0));
    told.atEnd = wave -> cpu.percent.remove(3);

    Stop stop = stoppedBetween(carryOutTwo());

    assertThat(stop.why()).isEqualTo("CPU was known and is not any more: broker 3");
  }

  @Test
  void shouldNotAskForCpuBeforeWavesThatCopyNothing() throws Exception {
    cpu.percent.put(1, 99.0);
    var leads = new Move(CLICKS, List.of(2, 3), List.of(2, 3), Optional.of(2));

    Outcome outcome =
        carryOut(orders(wave(ORDERS_TO_4), new WaveOrder(List.of(leads), OptionalLong.empty())));

    assertThat(outcome.stop()).isEmpty();
    assertThat(cpu.reads).isEqualTo(1);
  }

  @Test
  void shouldStopBetweenWavesWhenABrokerIsLost() throws Exception {
    told.atEnd = wave -> cluster.kill(1);

    Stop stop = stoppedBetween(carryOutTwo());

    assertThat(stop.cause()).isEqualTo(Cause.BROKER_LOST);
    assertThat(stop.lost()).containsExactly(1);
  }

  @Test
  void shouldStopBetweenWavesWhenAPartitionIsUnderReplicatedAndStaysSo() throws Exception {
    cluster.with("sole", 0, 1, 3).minInSync("sole", 1);
    told.atEnd = wave -> cluster.fallBehind(new TopicPartition("sole", 0), 3);

    Stop stop = stoppedBetween(carryOutTwo());

    assertThat(stop.cause()).isEqualTo(Cause.NOT_READY);
    assertThat(stop.why()).isEqualTo("1 partition is under-replicated (sole-0)");
  }
}
