package io.kadvisor.core.rule.balance;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.PreferredElection;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.UserTopics;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Partitions that another replica leads though the preferred one is in sync and its broker well: an
 * election mends it at once. The time counts from when the last broker that was away has settled.
 */
public final class LeadersOffPreferredRule implements Rule {
  public static final String NAME = "leaders-off-preferred";
  public static final String NOT_ELECTED = "not-elected";
  private static final String LACKING = "lacking";
  private static final String CALM_LACKING = "calm-lacking";

  /** Longer than any watch: while brokers go and come it begins and is not told. */
  private static final Duration NOT_YET = Duration.ofDays(36_500);

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          NAME,
          "Leaders off their preferred replica",
          Category.BALANCE,
          "A broker that is well and in sync does not lead partitions of user topics that prefer it, and is not to be emptied.",
          Set.of(Fact.BROKER_MEMBERSHIP, Fact.TOPIC_PARTITIONS),
          Set.of(Fact.BROKER_ANSWER, Fact.BROKER_CONFIG),
          List.of(
              new Threshold(
                  LACKING,
                  0.10,
                  Unit.RATIO,
                  "share of the partitions that prefer a broker which it may lack",
                  "leader.imbalance.per.broker.percentage (Kafka broker configuration, 10)"),
              new Threshold(
                  CALM_LACKING,
                  0.05,
                  Unit.RATIO,
                  "to which share it must come down",
                  "own choice: half, so that the band between is calm")),
          new Timing(
              "hold",
              Duration.ofMinutes(15),
              "how long it must last after the last broker came back and settled; where brokers elect by themselves, one"
                  + " leader.imbalance.check.interval.seconds at least",
              "own choice: whoever restarts brokers elects when he is done"),
          new Timing(
              "keep",
              Duration.ofMinutes(1),
              "how long the preferred replicas must lead again",
              "own choice: leaders do not move without a reason"),
          List.of(),
          List.of(
              new Cause(
                  NOT_ELECTED,
                  "leaders moved away from a broker and nobody has elected the preferred ones since")),
          "leaders-off-preferred");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    if (!sweep.conclusive()) {
      return List.of(Assessment.unknown(Subject.CLUSTER, "who leads what"));
    }
    PreferredElection election =
        PreferredElection.of(UserTopics.of(sweep), WellBrokers.takers(sweep, memory, settings));
    double share = election.worstShare();
    if (share <= settings.threshold(CALM_LACKING)) {
      return List.of(Assessment.clear(Subject.CLUSTER));
    }
    if (share <= settings.threshold(LACKING)) {
      return List.of(Assessment.hold(Subject.CLUSTER));
    }
    SelfElection self = SelfElection.of(sweep);
    return List.of(
        Assessment.breach(Subject.CLUSTER, Severity.WARNING, NOT_ELECTED)
            .pointingAt(election.lacking().keySet())
            .because(evidence(election, self, settings, sweep.at()))
            .lacking(self.missing())
            .after(wait(sweep, memory, settings, self)));
  }

  private static Duration wait(Sweep sweep, Memory memory, Settings settings, SelfElection self) {
    Duration hold =
        self.interval().filter(i -> i.compareTo(settings.hold()) > 0).orElse(settings.hold());
    Optional<Instant> calm = WellBrokers.calmSince(memory, settings);
    return calm.map(since -> sweep.at().isBefore(since.plus(hold))).orElse(true) ? NOT_YET : hold;
  }

  private static List<Evidence> evidence(
      PreferredElection election, SelfElection self, Settings settings, Instant at) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(worst(election, settings, at));
    evidence.add(all(election, at));
    self.sentence()
        .ifPresent(
            sentence ->
                evidence.add(
                    new Evidence(
                        Subject.CLUSTER,
                        "auto.leader.rebalance.enable",
                        Optional.empty(),
                        Unit.COUNT,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        at,
                        sentence)));
    return evidence;
  }

  private static Evidence worst(PreferredElection election, Settings settings, Instant at) {
    BrokerId broker = election.worst();
    int preferred = election.preferred().get(broker);
    String sentence =
        String.format(
            Locale.ROOT,
            "Broker %s leads %d of the %s that prefer it, though it is in sync",
            broker,
            preferred - election.lacking().get(broker),
            Phrases.count(preferred, "partition"));
    return Evidence.of(
            Subject.of(broker),
            "leaders.lacking.share",
            election.worstShare(),
            Unit.RATIO,
            at,
            sentence)
        .against(Comparison.ABOVE, settings.threshold(LACKING), settings.sourceOf(LACKING));
  }

  private static Evidence all(PreferredElection election, Instant at) {
    int off = election.partitions().assignments().size();
    String counts =
        election.before().entrySet().stream()
            .map(e -> "broker " + e.getKey() + ": " + e.getValue())
            .collect(Collectors.joining(", "));
    return Evidence.of(
        Subject.CLUSTER,
        "leaders.off-preferred",
        off,
        Unit.COUNT,
        at,
        Phrases.count(off, "partition")
            + (off == 1 ? " is" : " are")
            + " led by another than the preferred replica; leaders of user topics: "
            + counts);
  }
}
