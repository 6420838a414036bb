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

/** Partitions with a leader whose replicas are not all in sync. */
public final class UnderReplicatedRule implements Rule {
  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "under-replicated",
          "Under-replicated partitions",
          Category.DURABILITY,
          "A partition has fewer replicas in sync than it has replicas.",
          Set.of(Fact.TOPIC_PARTITIONS),
          LossAssessments.HELPFUL,
          Saturation.THRESHOLDS,
          new Timing(
              "hold",
              Duration.ofSeconds(30),
              "how long it must last when brokers are away",
              "replica.lag.time.max.ms (Kafka broker configuration, 30 s): a follower may lag that long"),
          new Timing(
              "keep",
              Duration.ofMinutes(1),
              "how long all replicas must be in sync again",
              "twice replica.lag.time.max.ms: a follower that falls out again does so by then"),
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
    return TopicAssessments.of(sweep, topic -> assess(topic, losses));
  }

  private static Assessment assess(TopicSample topic, LossAssessments losses) {
    return losses.of(
        ReplicaLoss.ofShort(topic, partition -> isUnderReplicated(topic, partition)),
        Severity.WARNING,
        Severity.NOTICE,
        "partitions.under-replicated",
        "have fewer replicas in sync than they should");
  }

  private static boolean isUnderReplicated(TopicSample topic, int partition) {
    return !ReplicaLoss.leaderless(topic, partition)
        && ReplicaLoss.inSync(topic, partition) < ReplicaLoss.factor(topic, partition);
  }
}
