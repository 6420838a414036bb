package io.kadvisor.core.rule.group;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A group that has committed once, lags, and has nobody to work on it. */
public final class GroupMemberlessRule implements GroupRule {
  public static final String NO_MEMBERS = "no-members";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "group-memberless",
          "Group without members",
          Category.LAG,
          "A consumer group has committed offsets and lag, and no member.",
          Set.of(Fact.GROUPS, Fact.GROUP_OFFSETS, Fact.OFFSETS),
          Set.of(Fact.TOPIC_PARTITIONS, Fact.BROKER_MEMBERSHIP),
          List.of(),
          new Timing(
              "hold",
              Duration.ofMinutes(10),
              "how long it must lag without members: a deployment passes by",
              "own choice: longer than a deployment; a dead group with lag is an incident"),
          new Timing(
              "keep",
              Duration.ofMinutes(1),
              "how long it must have members again",
              "own choice: longer than a rebalance of the classic protocol at its default 45 s session"),
          List.of(),
          List.of(new Cause(NO_MEMBERS, "nobody is in the group")),
          "stopped-consumer");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public Optional<Assessment> assess(
      Standing standing, Sweep sweep, Memory memory, Settings settings) {
    var subject = standing.group().subject();
    Assessment said =
        switch (standing.kind(settings.policy())) {
          case UNREADABLE -> Assessment.unknown(subject, "members or offsets of " + subject);
          case KEEPING_UP, SELF_ASSIGNED, STOPPED, WORKING -> Assessment.clear(subject);
          case MEMBERLESS ->
              memberless(standing, new GroupEvidence(standing, sweep, memory), settings);
        };
    return Optional.of(said);
  }

  private static Assessment memberless(
      Standing standing, GroupEvidence evidence, Settings settings) {
    Instant since = standing.memory().memberlessSince().orElse(standing.at());
    double seconds = Duration.between(since, standing.at()).toMillis() / 1000.0;
    var nobody =
        evidence.of(
            "group.memberless",
            seconds,
            Unit.SECONDS,
            "The group has no members, and no commit of it moves on, since " + Phrases.at(since));
    return Assessment.breach(standing.group().subject(), Severity.WARNING, NO_MEMBERS)
        .pointingAt(evidence.troubledReplicas(settings.policy()))
        .because(evidence.with(nobody, evidence.lagNow()));
  }
}
