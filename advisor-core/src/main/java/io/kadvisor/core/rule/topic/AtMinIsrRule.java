package io.kadvisor.core.rule.topic;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Partitions that still take writes with {@code acks=all}, but not after one more loss. */
public final class AtMinIsrRule implements Rule {
  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "at-min-isr",
          "Partitions at min ISR",
          Category.DURABILITY,
          "A partition has just min.insync.replicas in sync and should have more: the next loss stops producers.",
          Set.of(Fact.TOPIC_PARTITIONS, Fact.TOPIC_CONFIG),
          LossAssessments.HELPFUL,
          Saturation.THRESHOLDS,
          new Timing(
              "hold",
              Duration.ofMinutes(1),
              "how long it must last when brokers are away",
              "as under-min-isr"),
          new Timing(
              "keep",
              Duration.ofMinutes(1),
              "how long there must be more replicas in sync again",
              "twice replica.lag.time.max.ms (Kafka broker configuration, 30 s)"),
          List.of(
              LossCause.EVIDENCED,
              LossCause.STOPPING,
              LossCause.REASSIGNING,
              LossCause.UNEXPLAINED),
          LossCause.ALL,
          "slow-follower");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    var losses = new LossAssessments(sweep, memory, settings);
    return MinInsync.assess(sweep, (topic, minimum) -> assess(topic, minimum, losses));
  }

  private static Assessment assess(TopicSample topic, MinInsync minimum, LossAssessments losses) {
    return losses.of(
        ReplicaLoss.ofShort(topic, minimum::isAt),
        Severity.WARNING,
        Severity.NOTICE,
        "partitions.at-min-isr",
        "have just min.insync.replicas=" + minimum.configured() + " in sync");
  }
}
