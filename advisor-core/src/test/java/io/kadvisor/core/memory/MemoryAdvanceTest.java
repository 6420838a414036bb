package io.kadvisor.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.memory.GroupMemory.Point;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.testkit.sample.SampledCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryAdvanceTest {
  private static final BrokerId SECOND = new BrokerId(2);
  private static final GroupId BILLING = new GroupId("billing");
  private static final MemorySpans SPANS =
      new MemorySpans(Duration.ofMinutes(10), Duration.ofSeconds(20), Duration.ofHours(24));

  private final SampledCluster cluster = SampledCluster.of(3);
  private Memory memory = Memory.EMPTY;

  @Test
  void shouldRememberTheFirstSweepWhenItBegins() {
    look();
    look();

    assertThat(memory.firstSweep()).contains(SampledCluster.START.plusSeconds(2));
  }

  @Test
  void shouldTellADeathFromAStopWhenABrokerLeaves() {
    cluster.topic("orders", 3, 3);
    look();
    cluster.silence(2, Outcome.REFUSED);
    look(5);
    cluster.fence(2);
    cluster.stop(3);
    look();

    assertThat(memory.of(SECOND).cleanStop()).isFalse();
    assertThat(memory.of(new BrokerId(3)).cleanStop()).isTrue();
    assertThat(memory.of(SECOND).awaySince()).contains(cluster.now());
    assertThat(memory.of(SECOND).silentSince()).contains(SampledCluster.START.plusSeconds(4));
  }

  @Test
  void shouldNotCallItAStopWhenTheSweepThatMissesItEndedLate() {
    cluster.topic("orders", 3, 3);
    look();
    cluster.stop(2);
    cluster.pass(Duration.ofSeconds(2));
    Sweep sweep = Sweeps.of(cluster);

    Memory late = MemoryAdvance.advance(memory, finished(sweep, 6), SPANS);
    Memory inTime = MemoryAdvance.advance(memory, finished(sweep, 4), SPANS);

    assertThat(late.of(SECOND).cleanStop()).isFalse();
    assertThat(inTime.of(SECOND).cleanStop()).isTrue();
  }

  private static Sweep finished(Sweep sweep, int secondsLater) {
    SweepMark mark = sweep.mark();
    SweepMark late =
        new SweepMark(
            mark.v(),
            mark.cluster(),
            mark.alias(),
            mark.epoch(),
            mark.sweepAt(),
            mark.sweepAt().plusSeconds(secondsLater),
            mark.collector(),
            mark.counts(),
            mark.renewed(),
            mark.unreachable(),
            mark.gap(),
            mark.sources(),
            mark.notSeen());
    return new Sweep(
        late, sweep.partial(), sweep.cluster(), sweep.brokers(), sweep.topics(), sweep.groups());
  }

  @Test
  void shouldNotCallItAStopWhenItWasNeverSeenThere() {
    cluster.stop(2);
    look();

    assertThat(memory.of(SECOND).cleanStop()).isFalse();
  }

  @Test
  void shouldRememberTheReturnWhenABrokerIsBack() {
    look();
    cluster.stop(2);
    look(3);
    cluster.restart(2);
    look();
    Instant returned = cluster.now();
    look(3);

    assertThat(memory.of(SECOND).returnedAt()).contains(returned);
    assertThat(memory.of(SECOND).away()).isFalse();
    assertThat(memory.of(SECOND).silent()).isFalse();
    assertThat(memory.of(SECOND).troubled(returned.plusSeconds(9), Duration.ofSeconds(10)))
        .isTrue();
    assertThat(memory.of(SECOND).troubled(returned.plusSeconds(10), Duration.ofSeconds(10)))
        .isFalse();
  }

  @Test
  void shouldKeepTheMemoryWhenABrokerIsNotAsked() {
    look();
    cluster.silence(2, Outcome.TIMED_OUT);
    look();
    Optional<Instant> since = memory.of(SECOND).silentSince();
    cluster.silence(2, Outcome.NOT_ASKED);
    look();

    assertThat(memory.of(SECOND).silentSince()).isEqualTo(since).isPresent();
  }

  @Test
  void shouldForgetABrokerWhenItIsAwayForADayAndHoldsNothing() {
    cluster.topic("orders").partition(1, 2);
    look();
    cluster.broker(2).membership(Membership.ABSENT);
    cluster.broker(3).membership(Membership.FENCED);
    look();
    assertThat(memory.brokers()).hasSize(3);
    cluster.pass(Duration.ofHours(25));
    look();

    assertThat(memory.brokers()).containsOnlyKeys(new BrokerId(1), SECOND);
  }

  @Test
  void shouldForgetABrokerAtOnceWhenItIsNotRegisteredAndHoldsNothing() {
    cluster.topic("orders").partition(1, 2);
    look();
    cluster.broker(2).membership(Membership.ABSENT);
    cluster.broker(3).membership(Membership.ABSENT);

    look();

    assertThat(memory.brokers()).containsOnlyKeys(new BrokerId(1), SECOND);
  }

  @Test
  void shouldSpaceThePointsWhenAGroupIsWatched() {
    for (int sweep = 0; sweep < 1000; sweep++) {
      cluster.group("billing").at("orders", sweep, 2L * sweep);
      look();
    }

    assertThat(memory.of(BILLING).points()).hasSizeBetween(20, 22);
    Point first = memory.of(BILLING).points().get(0);
    assertThat(Duration.between(first.at(), cluster.now())).isGreaterThanOrEqualTo(SPANS.history());
    assertThat(first.end() - first.committed()).isEqualTo(first.lag());
  }

  @Test
  void shouldBeTheSameObjectWhenNothingIsDue() {
    cluster.group("billing").at("orders", 5, 10);
    look();
    GroupMemory before = memory.of(BILLING);
    cluster.group("billing").at("orders", 6, 12);
    look();

    assertThat(memory.of(BILLING)).isSameAs(before);
  }

  @Test
  void shouldBeginAnewWhenMembersWereGone() {
    cluster.group("billing").at("orders", 5, 10);
    look(60);
    cluster.group("billing").members(0);
    look();
    assertThat(memory.of(BILLING).memberlessSince()).contains(cluster.now());
    assertThat(memory.of(BILLING).points()).isEmpty();

    cluster.group("billing").members(1);
    look();

    assertThat(memory.of(BILLING).memberlessSince()).isEmpty();
    assertThat(memory.of(BILLING).points()).hasSize(1);
  }

  @Test
  void shouldChangeNothingWhenASweepIsLost() {
    cluster.group("billing").at("orders", 5, 10);
    look();
    cluster.pass(Duration.ofSeconds(2));
    Memory before = memory;
    memory = MemoryAdvance.advance(memory, Sweeps.lost(cluster), SPANS);

    assertThat(memory).isSameAs(before);
  }

  @Test
  void shouldKeepGroupsWhenTheyCouldNotBeListed() {
    cluster.group("billing").at("orders", 5, 10);
    look();
    cluster.dropGroup("billing").refuse(Fact.GROUPS, Optional.empty());
    look();

    assertThat(memory.groups()).containsOnlyKeys(BILLING);
  }

  private void look(int times) {
    for (int n = 0; n < times; n++) {
      look();
    }
  }

  private void look() {
    cluster.pass(Duration.ofSeconds(2));
    memory = MemoryAdvance.advance(memory, Sweeps.of(cluster), SPANS);
  }
}
