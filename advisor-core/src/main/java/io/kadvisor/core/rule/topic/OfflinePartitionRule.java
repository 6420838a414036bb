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

/** Partitions without a leader: nobody can read or write them. */
public final class OfflinePartitionRule implements Rule {
  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "offline-partition",
          "Offline partitions",
          Category.AVAILABILITY,
          "A partition has no leader: it can be neither read nor written.",
          Set.of(Fact.TOPIC_PARTITIONS),
          Set.of(Fact.BROKER_MEMBERSHIP, Fact.BROKER_ANSWER),
          Saturation.THRESHOLDS,
          new Timing(
              "hold",
              Duration.ofSeconds(15),
              "how long it must have no leader",
              "AWS guidance for Amazon MSK: OfflinePartitionsCount above 0; longer than an election takes"),
          new Timing(
              "keep",
              Duration.ofSeconds(30),
              "how long it must have a leader again",
              "as long as a dead broker takes to be told"),
          List.of(
              LossCause.EVIDENCED, LossCause.REFUSING_WHILE_MOVING, LossCause.UNEXPLAINED_OFFLINE),
          LossCause.ALL,
          "offline-partition");

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
        ReplicaLoss.of(topic, partition -> ReplicaLoss.leaderless(topic, partition)),
        Severity.CRITICAL,
        Severity.CRITICAL,
        "partitions.offline",
        "have no leader");
  }
}
