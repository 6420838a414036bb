package io.kadvisor.core.rule.cluster;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.memory.QuorumMemory.Change;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * No controller, or one after another: no leader is elected, no topic created, no broker fenced
 * while there is none.
 */
public final class ControllerUnstableRule implements Rule {
  public static final String NAME = "controller-unstable";
  public static final String ABSENT = "absent";
  public static final String CHANGING = "changing";
  public static final String WINDOW = "window";
  private static final String CHANGES = "changes";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          NAME,
          "Controller unstable",
          Category.AVAILABILITY,
          "The cluster names no active controller, or elects another one again and again.",
          Set.of(Fact.CONTROLLER),
          Set.of(Fact.QUORUM),
          List.of(
              new Threshold(
                  CHANGES,
                  5,
                  Unit.COUNT,
                  "elections within the window",
                  "own choice: a rolling restart of three controllers brings three at most")),
          new Timing(
              "hold",
              Duration.ofMinutes(1),
              "how long there must be no controller",
              "AWS guidance for Amazon MSK: ActiveControllerCount below 1 for 5 min, a look a minute; an election takes"
                  + " seconds (controller.quorum.election.timeout.ms, 1 s)"),
          new Timing(
              "keep",
              Duration.ofMinutes(5),
              "how long there must be one controller again",
              "own choice: as long as AWS looks at ActiveControllerCount"),
          List.of(
              new Timing(
                  WINDOW, Duration.ofHours(1), "over which elections are counted", "own choice")),
          List.of(
              new Cause(ABSENT, "nobody is the active controller, or the quorum gives no answer"),
              new Cause(CHANGING, "the quorum elects one controller after another")),
          "none: it takes a quorum without a majority, or one that elects again and again");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    if (sweep.cluster().isEmpty() || !sweep.conclusive()) {
      return List.of(Assessment.unknown(Subject.CLUSTER, "the active controller"));
    }
    return List.of(
        absent(sweep, memory)
            .map(
                evidence ->
                    Assessment.breach(Subject.CLUSTER, Severity.CRITICAL, ABSENT).because(evidence))
            .orElseGet(() -> changing(sweep, memory, settings)));
  }

  /** A quorum that was seen before and is not any more has no majority, or is out of reach. */
  private static Optional<Evidence> absent(Sweep sweep, Memory memory) {
    ClusterSample cluster = sweep.cluster().orElseThrow();
    boolean leaderless =
        cluster.quorum().map(quorum -> quorum.leader() < 0).orElse(false)
            || (cluster.quorum().isEmpty() && cluster.controller().isEmpty());
    if (leaderless) {
      return Optional.of(evidence(0, "No broker names an active controller", sweep.at()));
    }
    Optional<NotSeen> lost =
        sweep.mark().notSeen().stream().filter(unseen -> unseen.fact() == Fact.QUORUM).findFirst();
    return memory.quorum().isPresent() && cluster.quorum().isEmpty()
        ? lost.map(
            unseen ->
                evidence(
                    0,
                    "The controllers' quorum, seen before, gives no answer: " + unseen.reason(),
                    sweep.at()))
        : Optional.empty();
  }

  private static Assessment changing(Sweep sweep, Memory memory, Settings settings) {
    Duration window = settings.duration(WINDOW);
    List<Change> changes =
        memory.quorum().map(q -> q.since(sweep.at().minus(window))).orElse(List.of());
    if (changes.isEmpty() || changes.size() < settings.threshold(CHANGES)) {
      return Assessment.clear(Subject.CLUSTER);
    }
    Evidence evidence =
        evidence(
                changes.size(),
                "The quorum elected "
                    + Phrases.count(changes.size(), "time")
                    + " within "
                    + Phrases.lasting(window)
                    + "; controller "
                    + memory.quorum().orElseThrow().leader()
                    + " leads since "
                    + Phrases.at(changes.get(changes.size() - 1).at()),
                sweep.at())
            .over(window)
            .against(Comparison.ABOVE, settings.threshold(CHANGES), settings.sourceOf(CHANGES));
    return Assessment.breach(Subject.CLUSTER, Severity.WARNING, CHANGING)
        .pointingAt(
            changes.stream()
                .map(Change::from)
                .filter(id -> id >= 0)
                .map(BrokerId::new)
                .filter(id -> sweep.brokers().containsKey(id))
                .collect(Collectors.toSet()))
        .because(evidence)
        .after(Duration.ZERO);
  }

  private static Evidence evidence(int value, String sentence, Instant at) {
    return Evidence.of(Subject.CLUSTER, "controller.elections", value, Unit.COUNT, at, sentence);
  }
}
