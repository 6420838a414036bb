package io.kadvisor.core.rule.balance;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.RunningReassignment;
import io.kadvisor.core.plan.Throttles;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replication throttles while nothing is reassigned. {@code kafka-reassign-partitions} takes them
 * off only when somebody runs its {@code --verify}; until then each replica that falls out of sync
 * catches up at their rate.
 */
public final class ThrottleLeftBehindRule implements Rule {
  public static final String NAME = "throttle-left-behind";
  public static final String WITHOUT_REASSIGNMENT = "without-reassignment";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          NAME,
          "Throttle left behind",
          Category.CONFIGURATION,
          "Replication throttles are set on brokers or topics while no reassignment runs.",
          Set.of(Fact.REASSIGNMENTS, Fact.BROKER_CONFIG, Fact.TOPIC_CONFIG),
          Set.of(),
          List.of(),
          new Timing(
              "hold",
              Duration.ofMinutes(20),
              "how long after the last reassignment they may stay",
              "own choice: between the waves of a plan throttles stay, and --verify takes them off"),
          new Timing(
              "keep",
              Duration.ZERO,
              "it is over at once",
              "a setting that is gone does not come back by itself"),
          List.of(),
          List.of(
              new Cause(
                  WITHOUT_REASSIGNMENT,
                  "a reassignment ended or was cancelled and nobody took its throttles off")),
          "forgotten-throttle");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    Optional<RunningReassignment> running =
        sweep.conclusive() ? RunningReassignment.of(sweep) : Optional.empty();
    if (running.isEmpty()) {
      return List.of(Assessment.unknown(Subject.CLUSTER, "whether a reassignment runs"));
    }
    Throttles throttles = Throttles.of(sweep);
    if (throttles.isEmpty() || !running.get().isEmpty()) {
      return List.of(Assessment.clear(Subject.CLUSTER));
    }
    Severity severity = throttles.holdBack() ? Severity.WARNING : Severity.NOTICE;
    return List.of(
        Assessment.breach(Subject.CLUSTER, severity, WITHOUT_REASSIGNMENT)
            .pointingAt(throttles.rates().keySet())
            .because(evidence(throttles, sweep.at())));
  }

  private static List<Evidence> evidence(Throttles throttles, Instant at) {
    List<Evidence> evidence = new ArrayList<>();
    throttles
        .rates()
        .forEach(
            (broker, rates) ->
                rates.forEach(
                    (key, rate) -> evidence.add(rate(Subject.of(broker), key, rate, at))));
    throttles
        .replicas()
        .forEach(
            (topic, lists) ->
                lists.forEach(
                    (key, held) -> evidence.add(replicas(topic, Map.entry(key, held), at))));
    return evidence;
  }

  private static Evidence rate(Subject broker, String key, DataRate rate, Instant at) {
    return Evidence.of(
        broker,
        key,
        rate.bytesPerSecond(),
        Unit.BYTES_PER_SECOND,
        at,
        String.format(
            Locale.ROOT,
            "Broker %s has %s=%.0f (%s)",
            broker.name(),
            key,
            rate.bytesPerSecond(),
            rate));
  }

  private static Evidence replicas(TopicName topic, Map.Entry<String, String> held, Instant at) {
    int count = held.getValue().split(",").length;
    return Evidence.of(
        Subject.of(topic),
        held.getKey(),
        count,
        Unit.COUNT,
        at,
        "Topic "
            + topic
            + " has "
            + held.getKey()
            + (count > 3 ? " with " + Phrases.count(count, "replica") : "=" + held.getValue()));
  }
}
