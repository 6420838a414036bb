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

/** Partitions whose leader refuses every write with {@code acks=all}. */
public final class UnderMinIsrRule implements Rule {
  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "under-min-isr",
          "Partitions under min ISR",
          Category.AVAILABILITY,
          "A partition has fewer replicas in sync than min.insync.replicas: producers with acks=all are refused.",
          Set.of(Fact.TOPIC_PARTITIONS, Fact.TOPIC_CONFIG),
          LossAssessments.HELPFUL,
          Saturation.THRESHOLDS,
          new Timing(
              "hold",
              Duration.ofMinutes(1),
              "how long it must last",
              "AWS guidance for Amazon MSK: UnderMinIsrPartitionCount at least 1 for 1 min"),
          new Timing(
              "keep",
              Duration.ofMinutes(1),
              "how long there must be enough replicas in sync again",
              "twice replica.lag.time.max.ms (Kafka broker configuration, 30 s)"),
          List.of(
              LossCause.EVIDENCED,
              LossCause.REFUSING_WHILE_STOPPING,
              LossCause.REFUSING_WHILE_MOVING,
              LossCause.UNEXPLAINED_REFUSAL),
          LossCause.ALL,
          "min-isr-loss");

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
        ReplicaLoss.ofShort(topic, minimum::isUnder),
        Severity.CRITICAL,
        Severity.CRITICAL,
        "partitions.under-min-isr",
        "refuse writes with acks=all, since fewer than min.insync.replicas="
            + minimum.configured()
            + " are in sync");
  }
}
