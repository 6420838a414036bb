package io.kadvisor.core.rule.topic;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.RackSpread;
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
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Topics whose replicas do not survive a broker or a rack: under three, no more than a write needs,
 * or several in one rack while another holds none. Small clusters cannot do better and have a rule
 * of their own; Kadvisor's own topics are its own business.
 */
public final class WeakTopicRule implements Rule {
  public static final String FACTOR_LOW = "factor-low";
  public static final String NOT_ABOVE_MIN_ISR = "factor-not-above-min-isr";
  public static final String RACK_SHARED = "rack-shared";
  private static final String MIN_FACTOR = "min-factor";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "weak-topic",
          "Weak topic",
          Category.DURABILITY,
          "A topic's replication factor is under three, or not above its min.insync.replicas, or replicas share a rack"
              + " while another is free, in a cluster of three brokers or more.",
          Set.of(Fact.TOPIC_PARTITIONS, Fact.BROKER_MEMBERSHIP),
          Set.of(Fact.TOPIC_CONFIG),
          List.of(
              new Threshold(
                  MIN_FACTOR,
                  3,
                  Unit.COUNT,
                  "replicas that each partition should have",
                  "requirement on replication, and AWS guidance for Amazon MSK: factor at least 3")),
          new Timing(
              "hold",
              Duration.ofMinutes(5),
              "how long a topic may be weak before it is told: it may be made for a moment only",
              "own choice"),
          new Timing(
              "keep",
              Duration.ofMinutes(1),
              "how long it must be strong again",
              "own choice: a factor does not change by itself"),
          List.of(),
          List.of(
              new Cause(FACTOR_LOW, "a partition has fewer replicas than it should"),
              new Cause(
                  NOT_ABOVE_MIN_ISR,
                  "a partition has no more replicas than a write with acks=all needs: it stops at the first loss"),
              new Cause(
                  RACK_SHARED,
                  "replicas of a partition are in one rack while another rack holds none: a rack's loss takes several")),
          "weak-topic");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    int wanted = (int) settings.threshold(MIN_FACTOR);
    OptionalInt size = ClusterSize.of(sweep, wanted);
    Racks racks = new Racks(RackSpread.of(sweep.brokers().values()), new HashMap<>());
    return TopicAssessments.of(sweep, topic -> assess(topic, size, racks, settings));
  }

  private static Assessment assess(
      TopicSample topic, OptionalInt size, Racks racks, Settings settings) {
    if (topic.self()) {
      return Assessment.clear(topic.subject());
    }
    if (size.isEmpty()) {
      return Assessment.unknown(topic.subject(), "how many brokers the cluster has");
    }
    int wanted = (int) settings.threshold(MIN_FACTOR);
    if (size.getAsInt() < wanted) {
      return Assessment.clear(topic.subject());
    }
    PartitionRanges low = withFactorUnder(topic, wanted);
    if (!low.isEmpty()) {
      return low(topic, low, wanted, settings);
    }
    Assessment tight = againstMinInsync(topic);
    return tight.verdict() == Assessment.Verdict.BREACH
        ? tight
        : againstRacks(topic, racks).orElse(tight);
  }

  /**
   * Racks, and what was found of each row of replicas: many partitions have the same.
   *
   * @param known grows as it is asked
   */
  private record Racks(RackSpread spread, Map<IntColumn, Boolean> known) {
    boolean shared(IntColumn replicas) {
      return known.computeIfAbsent(replicas, spread::shared);
    }
  }

  /** Absent where racks are fine or not known. */
  private static Optional<Assessment> againstRacks(TopicSample topic, Racks racks) {
    PartitionRanges shared =
        PartitionRanges.where(
            topic.partitionCount(), partition -> racks.shared(topic.replicas().get(partition)));
    return shared.isEmpty() ? Optional.empty() : Optional.of(shared(topic, shared, racks.spread()));
  }

  private static Assessment shared(TopicSample topic, PartitionRanges shared, RackSpread racks) {
    int first = shared.stream().findFirst().orElseThrow();
    String sentence =
        Phrases.count(shared.count(), "partition")
            + " of "
            + topic.partitionCount()
            + " have replicas in the same rack while another rack holds none; "
            + topic.topic()
            + "-"
            + first
            + " is in "
            + racks.described(topic.replicas().get(first));
    return Assessment.breach(topic.subject(), Severity.WARNING, RACK_SHARED)
        .in(shared)
        .because(
            Evidence.of(
                    topic.subject(),
                    "partitions.rack-shared",
                    shared.count(),
                    Unit.COUNT,
                    topic.sweepAt(),
                    sentence)
                .against(
                    Comparison.ABOVE,
                    0,
                    "Kafka operations guide, balancing replicas across racks: as many racks as replicas")
                .in(shared));
  }

  private static PartitionRanges withFactorUnder(TopicSample topic, int wanted) {
    return PartitionRanges.where(
        topic.partitionCount(), partition -> ReplicaLoss.factor(topic, partition) < wanted);
  }

  private static Assessment low(
      TopicSample topic, PartitionRanges low, int wanted, Settings settings) {
    int factor = lowest(topic, low);
    String sentence =
        Phrases.count(low.count(), "partition")
            + " of "
            + topic.partitionCount()
            + " have fewer than "
            + wanted
            + " replicas, the fewest "
            + factor
            + ": the loss of "
            + (factor == 1 ? "one broker loses data" : "two brokers loses data");
    return Assessment.breach(topic.subject(), Severity.WARNING, FACTOR_LOW)
        .in(low)
        .because(
            evidence(topic, low, factor, sentence)
                .against(Comparison.BELOW, wanted, settings.sourceOf(MIN_FACTOR)));
  }

  private static Assessment againstMinInsync(TopicSample topic) {
    OptionalInt minimum = topic.minInsyncReplicas();
    if (minimum.isEmpty()) {
      return Assessment.unknown(topic.subject(), "min.insync.replicas of " + topic.subject());
    }
    int needed = minimum.getAsInt();
    PartitionRanges tight = withFactorUnder(topic, needed + 1);
    if (tight.isEmpty()) {
      return Assessment.clear(topic.subject());
    }
    int factor = lowest(topic, tight);
    String sentence =
        Phrases.count(tight.count(), "partition")
            + " have "
            + Phrases.count(factor, "replica")
            + " and need "
            + needed
            + " for each write with acks=all: producers stop at the first broker loss";
    return Assessment.breach(topic.subject(), Severity.WARNING, NOT_ABOVE_MIN_ISR)
        .in(tight)
        .because(
            evidence(topic, tight, factor, sentence)
                .against(
                    Comparison.BELOW,
                    needed + 1,
                    "AWS guidance for Amazon MSK: min ISR at most factor - 1"));
  }

  private static int lowest(TopicSample topic, PartitionRanges partitions) {
    return partitions.stream()
        .map(partition -> ReplicaLoss.factor(topic, partition))
        .min()
        .orElseThrow();
  }

  private static Evidence evidence(
      TopicSample topic, PartitionRanges partitions, int factor, String sentence) {
    return Evidence.of(
            topic.subject(), "replication.factor", factor, Unit.COUNT, topic.sweepAt(), sentence)
        .in(partitions);
  }
}
