package io.kadvisor.core.rule.balance;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.RunningReassignment;
import io.kadvisor.core.plan.RunningReassignment.Bottleneck;
import io.kadvisor.core.plan.Throttles;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Assessment.Lasting;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A reassignment that does not end: its new replicas do not grow, or a throttle lets less through
 * than it would take to end within a day.
 */
public final class ReassignmentStuckRule implements Rule {
  public static final String NAME = "reassignment-stuck";
  public static final String THROTTLED = "throttled";
  public static final String NO_PROGRESS = "no-progress";
  private static final String LONGEST = "longest";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          NAME,
          "Reassignment without progress",
          Category.BALANCE,
          "A reassignment is in flight and its new replicas do not grow, or a throttle is below what lets it end.",
          Set.of(Fact.REASSIGNMENTS, Fact.TOPIC_PARTITIONS, Fact.LOG_DIRS),
          Set.of(Fact.BROKER_CONFIG, Fact.TOPIC_CONFIG, Fact.OFFSETS, Fact.BROKER_MEMBERSHIP),
          List.of(),
          new Timing(
              "hold",
              Duration.ofMinutes(20),
              "how long nothing may arrive and no partition end",
              "own choice: several readings of the log directories, and a broker that is busy for a while"),
          new Timing(
              "keep", Duration.ZERO, "it is over at once", "a byte that arrives is progress"),
          List.of(
              new Timing(
                  LONGEST,
                  Duration.ofHours(24),
                  "how long it may take at the rate of its throttle",
                  "own choice: a reassignment that needs more than a day meets the next peak hour")),
          List.of(
              new Cause(
                  THROTTLED,
                  "a replication throttle on the way lets less through than is written, or far too little to end"),
              new Cause(NO_PROGRESS, "no throttle explains why nothing arrives")),
          "stuck-reassignment");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    return List.of(judge(sweep, memory, settings));
  }

  private static Assessment judge(Sweep sweep, Memory memory, Settings settings) {
    Optional<RunningReassignment> seen =
        sweep.conclusive() ? RunningReassignment.of(sweep) : Optional.empty();
    if (seen.isEmpty()) {
      return Assessment.unknown(Subject.CLUSTER, "whether a reassignment runs");
    }
    RunningReassignment running = seen.get();
    if (running.receivers().isEmpty()) {
      return Assessment.clear(Subject.CLUSTER);
    }
    Optional<DataSize> arrived = running.arrived();
    if (arrived.isEmpty()
        || !WellBrokers.of(sweep, memory, settings).containsAll(running.receivers())) {
      return Assessment.unknown(Subject.CLUSTER, "what has arrived on the new replicas");
    }
    List<Bottleneck> throttles = running.bottlenecks(Throttles.of(sweep));
    Duration longest = settings.duration(LONGEST);
    List<Bottleneck> endless = throttles.stream().filter(t -> endless(t, longest)).toList();
    return breach(throttles)
        .pointingAt(concerned(running, throttles))
        .because(evidence(running, arrived.get(), throttles, longest, settings, sweep.at()))
        .whileSame(endless.isEmpty() ? Lasting.NUMBERS : Lasting.CONDITION);
  }

  private static Assessment breach(List<Bottleneck> throttles) {
    return Assessment.breach(
        Subject.CLUSTER, Severity.WARNING, throttles.isEmpty() ? NO_PROGRESS : THROTTLED);
  }

  private static SortedSet<BrokerId> concerned(
      RunningReassignment running, List<Bottleneck> throttles) {
    return throttles.isEmpty()
        ? running.receivers()
        : throttles.stream().map(Bottleneck::broker).collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean endless(Bottleneck throttle, Duration longest) {
    return throttle.left().map(left -> left.compareTo(longest) > 0).orElse(true);
  }

  private static List<Evidence> evidence(
      RunningReassignment running,
      DataSize arrived,
      List<Bottleneck> throttles,
      Duration longest,
      Settings settings,
      Instant at) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(arrived(running, arrived, at));
    evidence.add(moving(running, at));
    throttles.forEach(throttle -> evidence.add(throttle(throttle, longest, settings, at)));
    return evidence;
  }

  private static Evidence arrived(RunningReassignment running, DataSize arrived, Instant at) {
    String lacking = running.lacking().map(size -> ", " + size + " are lacking").orElse("");
    return Evidence.of(
        Subject.CLUSTER,
        "reassignment.arrived",
        (double) arrived.bytes(),
        Unit.BYTES,
        at,
        "The new replicas hold " + arrived + lacking);
  }

  private static Evidence moving(RunningReassignment running, Instant at) {
    String names =
        running.target().assignments().stream()
            .limit(3)
            .map(moved -> moved.topic() + "-" + moved.partition())
            .collect(Collectors.joining(", "));
    int count = running.moves().size();
    return Evidence.of(
        Subject.CLUSTER,
        "reassignment.partitions",
        count,
        Unit.COUNT,
        at,
        Phrases.count(count, "partition")
            + (count == 1 ? " is" : " are")
            + " being reassigned to "
            + Phrases.named("broker", running.receivers())
            + ": "
            + names
            + (count > 3 ? " and " + (count - 3) + " more" : ""));
  }

  private static Evidence throttle(
      Bottleneck throttle, Duration longest, Settings settings, Instant at) {
    String sentence =
        String.format(
            Locale.ROOT,
            "Broker %s has %s=%.0f (%s); %s",
            throttle.broker(),
            throttle.side().rate(),
            throttle.rate().bytesPerSecond(),
            throttle.rate(),
            outcome(throttle));
    double needed =
        throttle.inflow().bytesPerSecond()
            + throttle.lacking().bytes() / Math.max(1, longest.toMillis() / 1000.0);
    Evidence evidence =
        Evidence.of(
            Subject.of(throttle.broker()),
            throttle.side().rate(),
            throttle.rate().bytesPerSecond(),
            Unit.BYTES_PER_SECOND,
            at,
            sentence);
    return endless(throttle, longest)
        ? evidence.against(
            Comparison.BELOW,
            needed,
            "what is written, and what is lacking within "
                + Phrases.lasting(settings.duration(LONGEST)))
        : evidence;
  }

  private static String outcome(Bottleneck throttle) {
    return throttle
        .left()
        .map(left -> "at that rate " + throttle.lacking() + " take " + Phrases.lasting(left))
        .orElse(throttle.inflow() + " are written meanwhile, so at that rate it never ends");
  }
}
