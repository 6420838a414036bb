package io.kadvisor.core.rule.group;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A group that works and does not keep up. */
public final class LagGrowingRule implements GroupRule {
  public static final String SLOW = "slow";
  static final String MIN_LAG = "min-lag";
  static final String HIGH_LAG = "high-lag";
  static final String TREND = "trend";
  static final String GROWTH = "growth";
  static final String KEEP_UP = "keep-up";
  static final String WINDOW = "window";
  static final String HIGH_FOR = "high-for";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "lag-growing",
          "Lag growing",
          Category.LAG,
          "A consumer group commits, and its lag has grown over all of the window, or has been very high for a time"
              + " without falling.",
          Set.of(Fact.GROUPS, Fact.GROUP_OFFSETS, Fact.OFFSETS),
          Set.of(Fact.TOPIC_PARTITIONS, Fact.BROKER_MEMBERSHIP),
          List.of(
              new Threshold(
                  MIN_LAG,
                  500,
                  Unit.RECORDS,
                  "lag under which a group keeps up",
                  "max.poll.records (Kafka consumer configuration, 500): what one poll clears"),
              new Threshold(
                  HIGH_LAG,
                  100_000,
                  Unit.RECORDS,
                  "lag that is told although it does not grow",
                  "requirement on consumer lag: lag over 100 k for 5 min"),
              new Threshold(
                  TREND,
                  0.6,
                  Unit.RATIO,
                  "Kendall's tau of the lag over the window: 1 when it never fell",
                  "Burrow's WARN wants a lag that never fell; less is asked, since rare commits cut a saw"),
              new Threshold(
                  GROWTH,
                  0.2,
                  Unit.RATIO,
                  "how much higher the lag of the last third must be than of the first",
                  "requirement on consumer scaling: +20 % is the room for a variable load"),
              new Threshold(
                  KEEP_UP,
                  0.9,
                  Unit.RATIO,
                  "share of what is produced that a group which keeps up consumes at least",
                  "own choice: ten windows until a whole one is missing")),
          new Timing(
              "hold",
              Duration.ofMinutes(5),
              "how long the trend must hold once it shows",
              "requirement on consumer lag: 5 min"),
          new Timing(
              "keep",
              Duration.ofMinutes(2),
              "how long the lag must fall or be low again",
              "own choice: some commits at Kafka's default interval of 5 s"),
          List.of(
              new Timing(
                  WINDOW,
                  Duration.ofMinutes(10),
                  "over which the lag must grow",
                  "a window in time, not in commits (Burrow #303)"),
              new Timing(
                  HIGH_FOR,
                  Duration.ofMinutes(5),
                  "how long the lag must be very high",
                  "requirement on consumer lag: lag over 100 k for 5 min")),
          List.of(new Cause(SLOW, "members consume less than is produced")),
          "slow-consumer");

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
      case KEEPING_UP, SELF_ASSIGNED -> Optional.of(Assessment.clear(subject));
      case MEMBERLESS -> standing.whileMemberless(settings.policy());
      // the other rule speaks
      case STOPPED -> Optional.empty();
      case WORKING ->
          Optional.of(
              new Growth(standing, settings).assess(new GroupEvidence(standing, sweep, memory)));
    };
  }
}
