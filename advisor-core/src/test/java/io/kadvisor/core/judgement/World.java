package io.kadvisor.core.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.advice.Adviser;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.command.ActionRecord;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.SweepMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A cluster whose sweeps and breaches a test writes, judged sweep by sweep with the demo's policy:
 * factor 60, a sweep every 2 s. After each judgement it holds the promises that every story keeps.
 */
final class World {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  static final Duration SWEEP = Duration.ofSeconds(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  final Map<String, ScriptedRule> rules = new LinkedHashMap<>();
  final SweepScript script = new SweepScript();
  final List<Advisory> revisions = new ArrayList<>();
  final List<ActionRecord> actions = new ArrayList<>();
  final List<Judgement> judgements = new ArrayList<>();
  final List<Command> commands = new ArrayList<>();
  private final Map<AdvisoryId, Integer> lastRevisions = new HashMap<>();
  final Judge judge;
  Policy policy;
  ClusterState state = ClusterState.EMPTY;
  Instant at = START;

  World() {
    this(new PlainAdviser());
  }

  World(Adviser adviser) {
    policy = SweepScript.demoPolicy();
    rule("advisor-blind", Category.AVAILABILITY, 0, 10);
    rule("broker-silent", Category.AVAILABILITY, 0.5, 0.5);
    rule("offline-partition", Category.AVAILABILITY, 0.5, 1);
    rule("under-min-isr", Category.AVAILABILITY, 1, 2);
    rule("at-min-isr", Category.DURABILITY, 2, 2);
    rule("under-replicated", Category.DURABILITY, 2, 2);
    rule("weak-topic", Category.DURABILITY, 1, 1);
    rule("small-cluster", Category.DURABILITY, 1, 1);
    rule("leader-skew", Category.BALANCE, 5, 5);
    rule("disk-skew", Category.BALANCE, 2, 2);
    rule("capacity", Category.CAPACITY, 2, 2);
    rule("lag-growing", Category.LAG, 10, 5);
    rule("group-stopped", Category.LAG, 5, 2);
    rule("group-memberless", Category.LAG, 5, 2);
    judge = new Judge(new ScriptedRulebook(List.copyOf(rules.values())), name -> adviser);
  }

  private void rule(String name, Category category, double holdMinutes, double keepMinutes) {
    Duration hold = Duration.ofMillis(Math.round(holdMinutes * MINUTE.toMillis()));
    Duration keep = Duration.ofMillis(Math.round(keepMinutes * MINUTE.toMillis()));
    rules.put(name, new ScriptedRule(name, category, hold, keep));
  }

  World breach(String rule, Subject subject, String cause, int... brokers) {
    return breach(rule, subject, Severity.WARNING, cause, brokers);
  }

  World breach(String rule, Subject subject, Severity severity, String cause, int... brokers) {
    Set<BrokerId> pointed =
        Arrays.stream(brokers).mapToObj(BrokerId::new).collect(Collectors.toSet());
    rules
        .get(rule)
        .breach(
            Assessment.breach(subject, severity, cause)
                .pointingAt(pointed)
                .in(
                    subject.kind() == Subject.Kind.TOPIC
                        ? PartitionRanges.of(0)
                        : PartitionRanges.none()));
    return this;
  }

  World clear(String rule, Subject subject) {
    rules.get(rule).clear(subject);
    return this;
  }

  World clearAll() {
    rules.values().forEach(ScriptedRule::clearAll);
    return this;
  }

  World tick(int sweeps) {
    for (int i = 0; i < sweeps; i++) {
      tick();
    }
    return this;
  }

  Judgement tick() {
    at = at.plus(SWEEP);
    return take(judge.judge(state, script.sweep(at), commands(), policy));
  }

  Judgement tickAfterGap(Duration blind) {
    Instant since = at;
    at = at.plus(blind);
    script.gap =
        Optional.of(new SweepMark.Gap(since, at, "home-unreachable", "no broker answered"));
    Judgement judgement = take(judge.judge(state, script.sweep(at), commands(), policy));
    script.gap = Optional.empty();
    return judgement;
  }

  Judgement silence(String commandId, Instant now, Instant lastMark) {
    var silence =
        new Command.Silence(1, SweepScript.CLUSTER, commandId, "watch", now, Optional.of(lastMark));
    return take(judge.silence(state, silence, policy));
  }

  private List<Command> commands() {
    List<Command> due = List.copyOf(commands);
    commands.clear();
    return due;
  }

  private Judgement take(Judgement judgement) {
    judgement.advisories().forEach(this::holdsRevisionPromises);
    state = judgement.state();
    judgements.add(judgement);
    revisions.addAll(judgement.advisories());
    actions.addAll(judgement.actions());
    judgement.advisories().stream()
        .collect(Collectors.toMap(Advisory::id, a -> a, (older, newer) -> newer))
        .forEach((id, last) -> assertThat(state.advisories()).containsEntry(id, last));
    Set<String> subjects = new HashSet<>();
    open()
        .forEach(
            a ->
                assertThat(subjects.add(a.id().kind() + a.id().subject()))
                    .as(a.id() + " once")
                    .isTrue());
    return judgement;
  }

  private void holdsRevisionPromises(Advisory next) {
    int last = lastRevisions.getOrDefault(next.id(), 0);
    assertThat(next.revision()).as("dense revision of " + next.id()).isEqualTo(last + 1);
    lastRevisions.put(next.id(), next.revision());
    next.transitions()
        .forEach(
            t ->
                t.from()
                    .filter(from -> from != t.to())
                    .ifPresent(
                        from -> assertThat(from.mayBecome(t.to())).as(t.toString()).isTrue()));
  }

  List<Advisory> open() {
    return state.advisories().values().stream().filter(a -> !a.state().ended()).toList();
  }

  List<String> openIds() {
    return open().stream().map(a -> a.id().toString()).toList();
  }

  /** Every advisory that was ever opened, with the states that it went through. */
  List<String> stories() {
    Map<AdvisoryId, List<AdvisoryState>> states = new LinkedHashMap<>();
    for (Advisory revision : revisions) {
      List<AdvisoryState> story = states.computeIfAbsent(revision.id(), id -> new ArrayList<>());
      if (story.isEmpty() || story.get(story.size() - 1) != revision.state()) {
        story.add(revision.state());
      }
    }
    return states.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
  }

  Advisory advisory(String id) {
    return state.advisories().get(AdvisoryId.parse(id));
  }
}
