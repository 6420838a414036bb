package io.kadvisor.core.rule.group;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A group that has members and lag and commits nothing. */
public final class GroupStoppedRule implements GroupRule {
  public static final String STOPPED = "stopped";
  static final String ALLOWED_LAG = "allowed-lag";
  static final String STOPPED_FOR = "stopped-for";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "group-stopped",
          "Group stopped",
          Category.LAG,
          "A consumer group has members and something to read, and its commits do not move.",
          Set.of(Fact.GROUPS, Fact.GROUP_OFFSETS, Fact.OFFSETS),
          Set.of(Fact.TOPIC_PARTITIONS, Fact.BROKER_MEMBERSHIP),
          List.of(
              new Threshold(
                  ALLOWED_LAG,
                  1,
                  Unit.RECORDS,
                  "lag of each partition that counts as none",
                  "Burrow's allowed-lag; a transaction ends with a marker that nobody consumes (Burrow #591)")),
          new Timing(
              "hold",
              Duration.ZERO,
              "the time is in stopped-for, since it begins with the last commit",
              "stopped-for"),
          new Timing(
              "keep",
              Duration.ofMinutes(2),
              "how long it must commit again",
              "own choice: a few commits at Kafka's default interval of 5 s"),
          List.of(
              new Timing(
                  STOPPED_FOR,
                  Duration.ofMinutes(10),
                  "how long commits must not move while there is lag",
                  "Burrow's STOP in time instead of commits; longer than max.poll.interval.ms (Kafka"
                      + " consumer configuration, 5 min), after which a stuck member is put out")),
          List.of(new Cause(STOPPED, "members are there and commit nothing")),
          "stalled-consumer");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public Optional<Assessment> assess(
      Standing standing, Sweep sweep, Memory memory, Settings settings) {
    var subject = standing.group().subject();
    return switch (standing.kind(settings.policy())) {
      case UNREADABLE ->
          Optional.of(Assessment.unknown(subject, "members or offsets of " + subject));
      case KEEPING_UP, SELF_ASSIGNED, WORKING -> Optional.of(Assessment.clear(subject));
      case MEMBERLESS -> standing.whileMemberless(settings.policy());
      case STOPPED -> Optional.of(stopped(standing, sweep, memory, settings));
    };
  }

  private static Assessment stopped(
      Standing standing, Sweep sweep, Memory memory, Settings settings) {
    var evidence = new GroupEvidence(standing, sweep, memory);
    Duration stall = standing.stall(settings.policy());
    double seconds = stall.toMillis() / 1000.0;
    Duration limit = settings.duration(STOPPED_FOR);
    var still =
        evidence
            .of(
                "group.stall",
                seconds,
                Unit.SECONDS,
                "It has committed nothing for " + Phrases.lasting(stall))
            .against(
                Comparison.ABOVE, limit.toMillis() / 1000.0, "rule group-stopped, " + STOPPED_FOR)
            .over(limit);
    return Assessment.breach(standing.group().subject(), Severity.WARNING, STOPPED)
        .pointingAt(evidence.troubledReplicas(settings.policy()))
        .because(evidence.with(still, evidence.lagNow(), evidence.members()));
  }
}
