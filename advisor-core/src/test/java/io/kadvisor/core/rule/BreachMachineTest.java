package io.kadvisor.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Assessment.Lasting;
import io.kadvisor.core.rule.Assessment.Verdict;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BreachMachineTest {
  private static final ClusterId CLUSTER = new ClusterId("c");
  private static final Subject TOPIC = Subject.of(new TopicName("orders"));
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final Duration HOLD = Duration.ofSeconds(30);
  private static final Duration KEEP = Duration.ofSeconds(60);

  private final Assessment breach =
      Assessment.breach(TOPIC, Severity.WARNING, "cause").in(PartitionRanges.of(1));
  private Optional<Finding> finding = Optional.empty();

  @Test
  void shouldBePendingWhenABreachIsNew() {
    judge(0, breach);

    assertThat(finding).map(Finding::state).contains(State.PENDING);
    assertThat(finding).map(Finding::since).contains(START);
    assertThat(finding).flatMap(Finding::firedAt).isEmpty();
  }

  @Test
  void shouldBeginAnewWhenAnotherReasonIsSeenOnOtherBrokers() {
    judge(0, breach.pointingAt(Set.of(new BrokerId(1))));
    judge(30, breach.pointingAt(Set.of(new BrokerId(1))));
    judge(35, other(2));

    assertThat(finding).map(Finding::state).contains(State.PENDING);
    assertThat(finding).map(Finding::since).contains(START.plusSeconds(35));
  }

  @Test
  void shouldGoOnWhenAnotherReasonIsSeenOnTheSameBrokers() {
    judge(0, breach.pointingAt(Set.of(new BrokerId(1))));
    judge(30, breach.pointingAt(Set.of(new BrokerId(1))));
    judge(35, other(1));

    assertThat(finding).map(Finding::state).contains(State.FIRING);
    assertThat(finding).map(Finding::cause).contains("another");
  }

  private static Assessment other(int broker) {
    return Assessment.breach(TOPIC, Severity.WARNING, "another")
        .pointingAt(Set.of(new BrokerId(broker)))
        .onlyFor(Set.of("another"));
  }

  @Test
  void shouldFireWhenABreachHasLasted() {
    judge(0, breach);
    judge(29, breach);
    assertThat(finding).map(Finding::state).contains(State.PENDING);

    judge(30, breach);

    assertThat(finding).map(Finding::state).contains(State.FIRING);
    assertThat(finding).flatMap(Finding::firedAt).contains(START.plusSeconds(30));
    assertThat(finding).map(Finding::since).contains(START);
  }

  @Test
  void shouldFireAtOnceWhenThereIsNoHoldTime() {
    judge(0, breach.after(Duration.ZERO));

    assertThat(finding).map(Finding::state).contains(State.FIRING);
  }

  @Test
  void shouldWaitForTheAssessmentsOwnTimeWhenItHasOne() {
    judge(0, breach.after(Duration.ofSeconds(90)));
    judge(60, breach.after(Duration.ofSeconds(90)));
    assertThat(finding).map(Finding::state).contains(State.PENDING);

    judge(61, breach);

    assertThat(finding).map(Finding::state).contains(State.FIRING);
  }

  @Test
  void shouldForgetAPendingBreachWhenItIsClear() {
    judge(0, breach);
    judge(10, Assessment.clear(TOPIC));

    assertThat(finding).isEmpty();
  }

  @Test
  void shouldRecoverWhenTheConditionIsGoneForTheKeepTime() {
    fire();
    judge(40, Assessment.clear(TOPIC));
    assertThat(finding).map(Finding::state).contains(State.RECOVERING);
    judge(89, Assessment.clear(TOPIC));
    assertThat(finding).map(Finding::state).contains(State.RECOVERING);

    judge(90, Assessment.clear(TOPIC));

    assertThat(finding).isEmpty();
  }

  @Test
  void shouldRecoverForAtLeastOneSweepWhenTheLastSightIsLongAgo() {
    fire();
    judge(1000, Assessment.clear(TOPIC));

    assertThat(finding).map(Finding::state).contains(State.RECOVERING);
  }

  @Test
  void shouldBeTheOldBreachWhenItComesBackWhileRecovering() {
    fire();
    judge(40, Assessment.clear(TOPIC));
    judge(50, breach);

    assertThat(finding).map(Finding::state).contains(State.FIRING);
    assertThat(finding).map(Finding::since).contains(START);
    assertThat(finding).flatMap(Finding::firedAt).contains(START.plusSeconds(30));
  }

  @Test
  void shouldStayFiringWhenHeld() {
    fire();
    judge(100, Assessment.hold(TOPIC));
    assertThat(finding).map(Finding::state).contains(State.FIRING);

    judge(110, Assessment.clear(TOPIC));
    judge(120, Assessment.clear(TOPIC));

    assertThat(finding).map(Finding::state).contains(State.RECOVERING);
  }

  @Test
  void shouldKeepItsCauseWhenAnotherOneMustLastFirst() {
    judge(0, breach);
    judge(30, breach);
    Assessment other = Assessment.breach(TOPIC, Severity.WARNING, "other");

    judge(40, other.whileSame(Assessment.Lasting.NUMBERS));
    assertThat(finding).map(Finding::cause).contains("cause");

    judge(50, other);
    assertThat(finding).map(Finding::cause).contains("other");
  }

  @Test
  void shouldBeginNothingWhenHeld() {
    judge(0, Assessment.hold(TOPIC));

    assertThat(finding).isEmpty();
  }

  @Test
  void shouldChangeNothingWhenNothingWasObserved() {
    fire();
    Finding before = finding.orElseThrow();
    judge(1000, Assessment.unknown(TOPIC, "the topic"));

    assertThat(finding).containsSame(before);
  }

  @Test
  void shouldTellTheNewestWhenABreachGoesOn() {
    judge(0, breach);
    judge(10, Assessment.breach(TOPIC, Severity.CRITICAL, "worse").in(PartitionRanges.of(1, 2)));

    assertThat(finding).map(Finding::severity).contains(Severity.CRITICAL);
    assertThat(finding).map(Finding::cause).contains("worse");
    assertThat(finding).map(Finding::partitions).contains(PartitionRanges.of(1, 2));
    assertThat(finding).map(Finding::lastSeen).contains(START.plusSeconds(10));
  }

  @Test
  void shouldBeginAnewWhenOtherPartitionsAreConcernedAndThatIsAnother() {
    judge(0, breach.whileSame(Lasting.PARTITIONS));
    judge(29, breach.in(PartitionRanges.of(2)).whileSame(Lasting.PARTITIONS));
    judge(58, breach.in(PartitionRanges.of(2)).whileSame(Lasting.PARTITIONS));
    assertThat(finding).map(Finding::state).contains(State.PENDING);

    judge(59, breach.in(PartitionRanges.of(2)).whileSame(Lasting.PARTITIONS));

    assertThat(finding).map(Finding::state).contains(State.FIRING);
    assertThat(finding).map(Finding::since).contains(START.plusSeconds(29));
  }

  @Test
  void shouldBeginAnewWhenTheCauseSoFarExcusedIt() {
    judge(0, Assessment.breach(TOPIC, Severity.NOTICE, "moving").after(HOLD.multipliedBy(9)));
    judge(29, breach.anewAfter(Set.of("moving")));
    judge(58, breach.anewAfter(Set.of("moving")));
    assertThat(finding).map(Finding::state).contains(State.PENDING);

    judge(59, breach.anewAfter(Set.of("moving")));

    assertThat(finding).map(Finding::state).contains(State.FIRING);
  }

  @Test
  void shouldBeginAnewWhenANumberMovesAndThatIsProgress() {
    for (int second = 0; second <= 60; second += 10) {
      judge(second, breach.because(number(second)).whileSame(Lasting.NUMBERS));
    }
    assertThat(finding).map(Finding::state).contains(State.PENDING);
    judge(90, breach.because(number(60)).whileSame(Lasting.NUMBERS));
    assertThat(finding).map(Finding::state).contains(State.FIRING);
  }

  @Test
  void shouldRecoverWhenANumberMovesAndThatIsProgress() {
    judge(0, breach.because(number(60)).whileSame(Lasting.NUMBERS));
    judge(30, breach.because(number(60)).whileSame(Lasting.NUMBERS));
    judge(40, breach.because(number(60)).whileSame(Lasting.NUMBERS));
    assertThat(finding).map(Finding::state).contains(State.FIRING);

    judge(50, breach.because(number(70)).whileSame(Lasting.NUMBERS));

    assertThat(finding).map(Finding::state).contains(State.RECOVERING);
  }

  @Test
  void shouldRecoverWhenANumberMovesUnderAnotherCauseThatMustLastFirst() {
    judge(0, breach.because(number(60)));
    judge(30, breach.because(number(60)));
    Assessment other = Assessment.breach(TOPIC, Severity.WARNING, "other");

    judge(40, other.because(number(70)).whileSame(Lasting.NUMBERS));

    assertThat(finding).map(Finding::state).contains(State.RECOVERING);
    assertThat(finding).map(Finding::cause).contains("cause");
  }

  @Test
  void shouldGoOnWhenANumberMovesThatNeedNotStandStill() {
    judge(0, breach.because(number(60)));
    judge(30, breach.because(number(60)));
    judge(40, breach.because(number(70)));

    assertThat(finding).map(Finding::state).contains(State.FIRING);
  }

  private static Evidence number(int value) {
    return Evidence.of(TOPIC, "bytes", value, Unit.BYTES, START, value + " bytes");
  }

  @Property
  boolean shouldNeverTellWhatDidNotLastWhenVerdictsAlternate(
      @ForAll @Size(max = 40) List<Verdict> verdicts,
      @ForAll @IntRange(min = 1, max = 29) int step) {
    finding = Optional.empty();
    int time = 0;
    int breachSince = -1;
    for (Verdict verdict : verdicts) {
      boolean wasActive = finding.map(Finding::active).orElse(false);
      judge(time, assessment(verdict));
      if (verdict == Verdict.BREACH && breachSince < 0) {
        breachSince = time;
      } else if (verdict == Verdict.CLEAR) {
        breachSince = -1;
      }
      boolean isActive = finding.map(Finding::active).orElse(false);
      if (isActive && !wasActive && time - breachSince < HOLD.toSeconds()) {
        return false;
      }
      time += step;
    }
    return true;
  }

  private Assessment assessment(Verdict verdict) {
    return switch (verdict) {
      case BREACH -> breach;
      case HOLD -> Assessment.hold(TOPIC);
      case CLEAR -> Assessment.clear(TOPIC);
      case UNKNOWN -> Assessment.unknown(TOPIC);
    };
  }

  private void fire() {
    judge(0, breach);
    judge(30, breach);
  }

  private void judge(int seconds, Assessment assessment) {
    var settings = new Settings(RULE, Policy.standard(CLUSTER));
    var machine = new BreachMachine(RULE, settings, CLUSTER, START.plusSeconds(seconds));
    finding = machine.next(finding, assessment);
  }

  private static final RuleDefinition RULE =
      new RuleDefinition(
          "rule",
          "Rule",
          Category.AVAILABILITY,
          "a condition",
          Set.of(),
          Set.of(),
          List.of(),
          new Timing("hold", HOLD, "", ""),
          new Timing("keep", KEEP, "", ""),
          List.of(),
          List.of(),
          "none");
}
