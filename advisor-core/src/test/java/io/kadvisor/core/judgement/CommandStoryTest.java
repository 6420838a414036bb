package io.kadvisor.core.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.advisory.Obedience;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.advisory.Transition;
import io.kadvisor.model.command.ActionRecord;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What people and the executor say to an advisory, and what becomes of it. */
class CommandStoryTest {
  private static final Subject BROKER_3 = Subject.of(new BrokerId(3));
  private static final Subject ORDERS = Subject.of(new TopicName("orders"));
  private static final AdvisoryId SKEW = AdvisoryId.parse("leader-skew~broker:3~1");
  private World world = new World();

  private Advisory skewed() {
    world.breach("leader-skew", BROKER_3, "preferred-order", 3).tick(10);
    return world.advisory(SKEW.toString());
  }

  private ActionRecord tell(Command command) {
    world.commands.add(command);
    return world.tick().actions().get(0);
  }

  private Command.Acknowledge acknowledge(String id) {
    return new Command.Acknowledge(
        1, SweepScript.CLUSTER, SKEW, id, "ann", world.at, Optional.of("on it"));
  }

  private Command.Dismiss dismiss(String id, AdvisoryId advisory) {
    return new Command.Dismiss(
        1, SweepScript.CLUSTER, advisory, id, "ann", world.at, "a test topic");
  }

  private Command.Snooze snooze(Instant until) {
    return new Command.Snooze(1, SweepScript.CLUSTER, SKEW, "s1", "ann", world.at, until);
  }

  private Command.Approve approve(String id, int revision) {
    return new Command.Approve(1, SweepScript.CLUSTER, SKEW, id, "ann", world.at, revision);
  }

  private Command.Report report(String id, AdvisoryState outcome) {
    return new Command.Report(
        1, SweepScript.CLUSTER, SKEW, id, "executor", world.at, outcome, "as planned");
  }

  @Test
  void shouldSayWhoHasSeenItWhenAcknowledged() {
    skewed();
    ActionRecord action = tell(acknowledge("c1"));
    assertThat(action.accepted()).isTrue();
    assertThat(action.resulting()).contains(AdvisoryState.ACKNOWLEDGED);
    Transition last = world.advisory(SKEW.toString()).lastTransition();
    assertThat(last.by()).isEqualTo("ann");
    assertThat(last.reason()).isEqualTo("on it");
  }

  @Test
  void shouldObeyOnceWhenACommandIsReadTwice() {
    skewed();
    Command.Acknowledge command = acknowledge("c1");
    tell(command);
    world.commands.add(command);
    assertThat(world.tick().actions()).isEmpty();
    assertThat(world.advisory(SKEW.toString()).transitions()).hasSize(2);
  }

  @Test
  void shouldObeyOnceWhenTheSameIdComesLaterAgain() {
    skewed();
    tell(snooze(world.at.plusSeconds(100)));

    world.commands.add(snooze(world.at.plusSeconds(200)));

    assertThat(world.tick().actions()).isEmpty();
  }

  @Test
  void shouldObeyBothWhenCommandsToTwoAdvisoriesHaveTheSameId() {
    skewed();
    world.breach("under-replicated", ORDERS, "unknown", 1).tick(10);
    AdvisoryId other = AdvisoryId.parse("under-replicated~topic:orders~1");

    world.commands.addAll(List.of(dismiss("d1", SKEW), dismiss("d1", other)));

    assertThat(world.tick().actions())
        .extracting(ActionRecord::advisory)
        .containsExactlyInAnyOrder(SKEW, other);
  }

  @Test
  void shouldObeyBothWhenCommandsOfTwoKindsHaveTheSameId() {
    skewed();
    tell(acknowledge("s1"));

    ActionRecord second = tell(snooze(world.at.plusSeconds(100)));

    assertThat(second.kind()).isEqualTo("snooze");
    assertThat(second.accepted()).isTrue();
  }

  @Test
  void shouldNotObeyAgainWhenAnEarlierVersionDid() {
    Command.Acknowledge command = acknowledge("c1");
    long time = command.effectiveFrom().toEpochMilli();

    for (String former : List.of("%015d c1", "%015d " + SKEW + " c1")) {
      TreeSet<String> obeyed = new TreeSet<>(List.of(former.formatted(time)));
      assertThat(Obedience.done(obeyed, command)).as(former).isTrue();
      assertThat(Obedience.done(obeyed, acknowledge("c2"))).as(former).isFalse();
    }
  }

  @Test
  void shouldPassOverACommandAndObeyTheNextWhenItIsIncomplete() {
    skewed();
    world.commands.addAll(
        List.of(dismiss("d1", null), snooze(null), report("r1", null), acknowledge("c1")));

    assertThat(world.tick().actions()).extracting(ActionRecord::commandId).containsExactly("c1");
  }

  @Test
  void shouldPassOverACommandAndObeyTheNextWhenItsTimeIsNone() {
    skewed();
    var ancient =
        new Command.Acknowledge(
            1, SweepScript.CLUSTER, SKEW, "c0", "ann", Instant.MIN, Optional.empty());
    world.commands.addAll(List.of(ancient, snooze(Instant.MAX), acknowledge("c1")));

    assertThat(world.tick().actions()).extracting(ActionRecord::commandId).containsExactly("c1");
  }

  @Test
  void shouldRefuseAndSayWhyWhenThereIsNoSuchAdvisory() {
    ActionRecord action = tell(acknowledge("c1"));
    assertThat(action.accepted()).isFalse();
    assertThat(action.detail()).contains("no such advisory");
    assertThat(action.resulting()).isEmpty();
  }

  @Test
  void shouldRefuseWhenItHasEnded() {
    skewed();
    world.clearAll().tick(10);
    assertThat(tell(acknowledge("c1")).detail()).contains("ended as RESOLVED");
  }

  @Test
  void shouldStaySilentWhileDismissedTroubleGoesOn() {
    skewed();
    tell(dismiss("d1", SKEW));
    world.tick(100);
    assertThat(world.open()).isEmpty();
    world.clearAll().tick(20);
    world.breach("leader-skew", BROKER_3, "preferred-order", 3).tick(20);
    assertThat(world.stories())
        .containsExactly(
            "leader-skew~broker:3~1 [OPEN, DISMISSED]", "leader-skew~broker:3~2 [OPEN]");
  }

  @Test
  void shouldTellAgainWhenDismissedTroubleGetsCritical() {
    world.breach("under-replicated", ORDERS, "unknown", 1).tick(10);
    tell(dismiss("d1", AdvisoryId.parse("under-replicated~topic:orders~1")));
    world.tick(10);
    assertThat(world.open()).isEmpty();
    world.breach("under-min-isr", ORDERS, Severity.CRITICAL, "unknown", 1, 3).tick(10);
    assertThat(world.openIds()).containsExactly("under-min-isr~topic:orders~1");
  }

  @Test
  void shouldTellOnlyTheNewTopicWhenTheFoldWasDismissed() {
    world.breach("weak-topic", ORDERS, "factor-low");
    world.breach("weak-topic", Subject.of(new TopicName("clicks")), "factor-low").tick(10);
    tell(dismiss("d1", AdvisoryId.parse("weak-topic-factor-low~cluster:~1")));
    world.tick(10);
    assertThat(world.open()).isEmpty();
    world.breach("weak-topic", Subject.of(new TopicName("payments")), "factor-low").tick(10);
    assertThat(world.openIds()).containsExactly("weak-topic~topic:payments~1");
  }

  @Test
  void shouldTellTheTopicWhenItsDismissedBrokerIsBackAndItIsNot() {
    world.script.topics.retainAll(List.of("orders"));
    world.script.away(3);
    world.breach("broker-silent", BROKER_3, Severity.CRITICAL, "broker-down", 3);
    world.breach("under-replicated", ORDERS, "broker-down", 3).tick(10);
    tell(dismiss("d1", AdvisoryId.parse("broker-silent~broker:3~1")));
    world.tick(10);
    assertThat(world.open()).isEmpty();
    world.script.up(3);
    world.clear("broker-silent", BROKER_3).tick(40);
    assertThat(world.openIds()).containsExactly("under-replicated~topic:orders~1");
  }

  @Test
  void shouldWakeWhenTheSnoozeIsOver() {
    skewed();
    tell(snooze(world.at.plusSeconds(20)));
    assertThat(world.advisory(SKEW.toString()).snoozedUntil()).isPresent();
    assertThat(world.advisory(SKEW.toString()).state()).isEqualTo(AdvisoryState.OPEN);
    world.tick(12);
    Advisory awake = world.advisory(SKEW.toString());
    assertThat(awake.snoozedUntil()).isEmpty();
    assertThat(awake.transitions()).extracting(Transition::reason).contains("the snooze is over");
  }

  @Test
  void shouldWakeWhenItGetsWorse() {
    skewed();
    tell(snooze(world.at.plusSeconds(2000)));
    world.breach("leader-skew", BROKER_3, Severity.CRITICAL, "preferred-order", 3).tick(2);
    assertThat(world.advisory(SKEW.toString()).snoozedUntil()).isEmpty();
  }

  @Test
  void shouldRefuseASnoozeThatIsOver() {
    skewed();
    assertThat(tell(snooze(world.at)).accepted()).isFalse();
  }

  @Test
  void shouldApproveOnlyTheRevisionThatWasRead() {
    int revision = skewed().revision();
    assertThat(tell(approve("a1", revision + 1)).detail()).contains("read that one");
    assertThat(tell(approve("a2", revision)).resulting()).contains(AdvisoryState.APPROVED);
  }

  @Test
  void shouldFollowTheExecutorWhenItReports() {
    tell(approve("a1", skewed().revision()));
    assertThat(tell(report("r1", AdvisoryState.RUNNING)).accepted()).isTrue();
    world.clearAll().tick(10);
    assertThat(world.advisory(SKEW.toString()).state()).isEqualTo(AdvisoryState.RUNNING);
    assertThat(tell(report("r2", AdvisoryState.VERIFIED)).accepted()).isTrue();
    world.tick(20);
    assertThat(world.stories())
        .containsExactly("leader-skew~broker:3~1 [OPEN, APPROVED, RUNNING, VERIFIED]");
  }

  @Test
  void shouldResolveWhenTheActionFailedAndTheTroubleGoesByItself() {
    tell(approve("a1", skewed().revision()));
    tell(report("r1", AdvisoryState.RUNNING));
    tell(report("r2", AdvisoryState.FAILED));
    world.clearAll().tick(20);
    assertThat(world.stories())
        .containsExactly("leader-skew~broker:3~1 [OPEN, APPROVED, RUNNING, FAILED, RESOLVED]");
  }

  @Test
  void shouldRefuseAReportOfWhatIsNoOutcome() {
    skewed();
    assertThat(tell(report("r1", AdvisoryState.RESOLVED)).accepted()).isFalse();
    assertThat(tell(report("r2", AdvisoryState.VERIFIED)).detail())
        .contains("cannot become VERIFIED");
  }

  @Test
  void shouldWithdrawTheApprovalWhenTheAdviceChanges() {
    tell(approve("a1", skewed().revision()));
    var other = new PlainAdviser("", Map.of("partition", "orders-3"));
    World changed = new World(other);
    changed.state = world.state;
    changed.at = world.at;
    changed.breach("leader-skew", BROKER_3, "preferred-order", 3);
    Advisory next =
        changed
            .judge
            .judge(
                world.state,
                changed.script.sweep(world.at.plusSeconds(2)),
                List.of(),
                changed.policy)
            .advisories()
            .get(0);
    assertThat(next.state()).isEqualTo(AdvisoryState.ACKNOWLEDGED);
    assertThat(next.lastTransition().reason()).contains("changed after its approval");
    assertThat(next.recommendation().parameters()).containsEntry("partition", "orders-3");
  }

  @Test
  void shouldForgetWhenItHasEndedForLong() {
    skewed();
    world.clearAll().tick(10);
    world.at = world.at.plus(Duration.ofHours(12));
    assertThat(world.tick().forgotten()).containsExactly(SKEW);
    assertThat(world.state.advisories()).isEmpty();
    world.breach("leader-skew", BROKER_3, "preferred-order", 3).tick(10);
    assertThat(world.openIds()).containsExactly("leader-skew~broker:3~2");
  }

  @Test
  void shouldExpireAndStaySilentWhenNothingConfirmsIt() {
    skewed();
    world.script.partial = true;
    world.at = world.at.plus(Duration.ofHours(3));
    world.tick(5);
    assertThat(world.stories()).containsExactly("leader-skew~broker:3~1 [OPEN, EXPIRED]");
    world.script.partial = false;
    world.tick(5);
    assertThat(world.openIds()).containsExactly("leader-skew~broker:3~2");
  }

  @Test
  void shouldRefreshRarelyWhenNothingButTimePasses() {
    skewed();
    int before = world.revisions.size();
    world.tick(60);
    assertThat(world.revisions.size() - before).isLessThanOrEqualTo(2);
  }

  @Test
  void shouldCutFilesIntoPartsThatGiveThemBack() {
    String file = "{\"partitions\": \u00e9\ud83d\ude80\n}".repeat(40_000);
    world = new World(new PlainAdviser(file, Map.of()));
    world.breach("leader-skew", BROKER_3, "preferred-order", 3).tick(4);
    List<Artefact> parts = world.judgements.stream().flatMap(j -> j.artefacts().stream()).toList();
    assertThat(parts).hasSizeGreaterThan(3).allMatch(p -> p.parts() == parts.size());
    assertThat(parts.stream().map(Artefact::content).collect(Collectors.joining())).isEqualTo(file);
    assertThat(parts).allMatch(p -> p.content().length() <= 200 * 1024);
    assertThat(skewed().recommendation().artefacts().get(0).parts()).isEqualTo(parts.size());
  }

  @Test
  void shouldTellTheSilenceOfTheCollectorOnceAndEndItWithTheNextSweeps() {
    world.tick(10);
    Instant last = world.at;
    world.silence("q1", last.plusSeconds(15), last);
    assertThat(world.openIds()).containsExactly("advisor-blind~cluster:~1");
    assertThat(world.advisory("advisor-blind~cluster:~1").cause()).isEqualTo("collector-silent");
    world.silence("q1", last.plusSeconds(15), last);
    world.silence("q2", last.plusSeconds(30), last);
    world.at = last.plusSeconds(40);
    world.tick(20);
    assertThat(world.stories()).containsExactly("advisor-blind~cluster:~1 [OPEN, RESOLVED]");
  }

  @Test
  void shouldPassOverASilenceThatANewerSweepHasEnded() {
    world.tick(10);
    Judgement judgement = world.silence("q1", world.at.plusSeconds(15), world.at.minusSeconds(2));
    assertThat(judgement.advisories()).isEmpty();
    assertThat(judgement.state()).isEqualTo(world.state);
  }

  @Test
  void shouldChangeNothingWhenASweepIsNotNewer() {
    skewed();
    Judgement again =
        world.judge.judge(
            world.state, world.script.sweep(world.at), List.of(acknowledge("c1")), world.policy);
    assertThat(again).isEqualTo(Judgement.nothing(world.state));
  }
}
