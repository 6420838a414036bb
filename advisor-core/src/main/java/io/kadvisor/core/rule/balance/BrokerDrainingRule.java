package io.kadvisor.core.rule.balance;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
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
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A broker that the policy wants empty still holds replicas, of whatever topic. It ends when the
 * broker is empty, or is not to be emptied any more.
 */
public final class BrokerDrainingRule implements Rule {
  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "broker-draining",
          "Broker to be emptied",
          Category.BALANCE,
          "A broker that the policy wants empty (policy.drain) still holds replicas.",
          Set.of(Fact.BROKER_MEMBERSHIP, Fact.TOPIC_PARTITIONS),
          Set.of(),
          List.of(),
          new Timing(
              "hold",
              Duration.ofMinutes(1),
              "how long it is waited with the first word",
              "own choice: a list of brokers may be typed in steps"),
          new Timing(
              "keep",
              Duration.ofMinutes(1),
              "how long it must be empty",
              "own choice: placements do not change by themselves"),
          List.of(),
          List.of(new Cause("to-be-emptied", "somebody wrote so into the configuration")),
          "remove-broker");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    List<BrokerId> drained = settings.policy().drain();
    return sweep.brokers().keySet().stream()
        .map(
            broker ->
                drained.contains(broker)
                    ? assess(broker, sweep)
                    : Assessment.clear(Subject.of(broker)))
        .toList();
  }

  private static Assessment assess(BrokerId broker, Sweep sweep) {
    Subject subject = Subject.of(broker);
    if (!sweep.conclusive()) {
      return Assessment.unknown(subject, "what broker " + broker + " holds");
    }
    int held = 0;
    int topics = 0;
    for (TopicSample topic : sweep.topics().values()) {
      int before = held;
      for (IntColumn replicas : topic.replicas()) {
        held += replicas.contains(broker.value()) ? 1 : 0;
      }
      topics += held > before ? 1 : 0;
    }
    if (held == 0) {
      return Assessment.clear(subject);
    }
    String sentence =
        "Broker %s is to be emptied and holds %s of %s"
            .formatted(broker, Phrases.count(held, "replica"), Phrases.count(topics, "topic"));
    return Assessment.breach(subject, Severity.NOTICE, "to-be-emptied")
        .pointingAt(Set.of(broker))
        .because(
            Evidence.of(subject, "replicas", held, Unit.COUNT, sweep.at(), sentence)
                .against(Comparison.ABOVE, 0, "policy.drain"));
  }
}
