package io.kadvisor.core.rule.balance;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.BrokerCounts;
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
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A broker serves and holds next to nothing, while the others carry all: it has joined, and Kafka
 * moves nothing to it by itself. Brokers that are to be emptied do not count.
 */
public final class BrokerEmptyRule implements Rule {
  private static final String SHARE = "share";
  private static final String CALM_SHARE = "calm-share";
  private static final String WORTH = "worth";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "broker-empty",
          "Broker without work",
          Category.BALANCE,
          "A broker serves and holds next to no replicas of user topics, while the others carry them all: Kafka moves"
              + " nothing to a new broker by itself.",
          Set.of(Fact.BROKER_MEMBERSHIP, Fact.TOPIC_PARTITIONS),
          Set.of(),
          List.of(
              new Threshold(
                  SHARE,
                  0.10,
                  Unit.RATIO,
                  "share of the mean that the broker holds at most",
                  "own choice: a broker on which only new topics were placed is as good as empty"),
              new Threshold(
                  CALM_SHARE,
                  0.50,
                  Unit.RATIO,
                  "share of the mean from which it is not empty any more",
                  "own choice: so the advice stays while a plan is carried out in waves"),
              new Threshold(
                  WORTH,
                  3,
                  Unit.COUNT,
                  "replicas that a broker holds on the mean, below which nothing is told",
                  "own choice: a cluster without work is no waste")),
          new Timing(
              "hold",
              Duration.ofMinutes(15),
              "how long it must be empty",
              "own choice: whoever adds a broker may be about to fill it"),
          new Timing(
              "keep",
              Duration.ofMinutes(1),
              "how long it must hold replicas again",
              "own choice: placements do not change by themselves"),
          List.of(),
          List.of(new Cause("new-broker", "it has joined, and nothing was moved to it")),
          "add-broker");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    List<BrokerId> drained = settings.policy().drain();
    Set<BrokerId> well = WellBrokers.of(sweep, memory, settings);
    SortedMap<BrokerId, Integer> counts = new TreeMap<>();
    well.stream().filter(broker -> !drained.contains(broker)).forEach(b -> counts.put(b, 0));
    count(sweep, counts);
    double mean = counts.values().stream().mapToInt(Integer::intValue).average().orElse(0);
    return sweep.brokers().keySet().stream()
        .map(
            broker ->
                drained.contains(broker)
                    ? Assessment.clear(Subject.of(broker))
                    : counts.containsKey(broker) && sweep.conclusive()
                        ? assess(broker, counts, mean, settings, sweep)
                        : Assessment.unknown(
                            Subject.of(broker), "what broker " + broker + " would carry"))
        .toList();
  }

  private static void count(Sweep sweep, SortedMap<BrokerId, Integer> counts) {
    BrokerCounts replicas = new BrokerCounts();
    UserTopics.of(sweep).forEach(topic -> replicas.add(topic.replicas()));
    counts.replaceAll((broker, none) -> replicas.of(broker));
  }

  private static Assessment assess(
      BrokerId broker,
      SortedMap<BrokerId, Integer> counts,
      double mean,
      Settings settings,
      Sweep sweep) {
    Subject subject = Subject.of(broker);
    int held = counts.get(broker);
    if (mean < settings.threshold(WORTH) || held >= settings.threshold(CALM_SHARE) * mean) {
      return Assessment.clear(subject);
    }
    double limit = settings.threshold(SHARE) * mean;
    if (held > limit) {
      return Assessment.hold(subject);
    }
    String sentence =
        String.format(
            Locale.ROOT,
            "Broker %s serves and holds %s of user topics; the mean of all %d brokers is %.1f",
            broker,
            held == 0 ? "no replica" : Phrases.count(held, "replica"),
            counts.size(),
            mean);
    return Assessment.breach(subject, Severity.WARNING, "new-broker")
        .pointingAt(Set.of(broker))
        .because(
            Evidence.of(subject, "replicas", held, Unit.COUNT, sweep.at(), sentence)
                .against(Comparison.BELOW, limit, settings.sourceOf(SHARE)));
  }
}
