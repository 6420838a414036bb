package io.kadvisor.core.rule.cluster;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.ClusterSize;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One or two brokers: one notice, instead of a finding for each topic that cannot be strong there.
 */
public final class SmallClusterRule implements Rule {
  private static final String MIN_BROKERS = "min-brokers";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "small-cluster",
          "Small cluster",
          Category.CONFIGURATION,
          "The cluster has fewer than three brokers, so no topic can survive a loss and stay writable.",
          Set.of(Fact.BROKER_MEMBERSHIP, Fact.TOPIC_PARTITIONS),
          Set.of(),
          List.of(
              new Threshold(
                  MIN_BROKERS,
                  3,
                  Unit.COUNT,
                  "brokers that a cluster should have",
                  "requirement on replication: factor at least 3 on as many brokers")),
          new Timing(
              "hold",
              Duration.ofMinutes(5),
              "how long it must be that small: brokers of a starting cluster come one by one",
              "own choice"),
          new Timing("keep", Duration.ofMinutes(1), "how long it must be larger", "own choice"),
          List.of(),
          List.of(
              new Cause("one-broker", "the cluster is a single broker"),
              new Cause("two-brokers", "the cluster is two brokers")),
          "none: it needs a cluster of another size");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    double wanted = settings.threshold(MIN_BROKERS);
    OptionalInt size = ClusterSize.of(sweep, (int) Math.ceil(wanted));
    if (size.isEmpty()) {
      return List.of(Assessment.unknown(Subject.CLUSTER, "how many brokers the cluster has"));
    }
    int brokers = size.getAsInt();
    if (brokers >= wanted) {
      return List.of(Assessment.clear(Subject.CLUSTER));
    }
    var evidence =
        Evidence.of(
                Subject.CLUSTER,
                "brokers",
                brokers,
                Unit.COUNT,
                sweep.at(),
                "The cluster has " + Phrases.count(brokers, "broker"))
            .against(Comparison.BELOW, wanted, settings.sourceOf(MIN_BROKERS));
    return List.of(
        Assessment.breach(
                Subject.CLUSTER, Severity.NOTICE, brokers == 1 ? "one-broker" : "two-brokers")
            .because(evidence));
  }
}
