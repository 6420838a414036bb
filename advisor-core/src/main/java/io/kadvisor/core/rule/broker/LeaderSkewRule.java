package io.kadvisor.core.rule.broker;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.rule.broker.PreferredOrder.Change;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.BrokerSample;
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
 * The preferred order of replicas gives one broker more leaderships than others. Judged on the
 * order, not on who leads now: an election mends the latter, only a reassignment that reorders
 * mends the former. Nothing is said that no change of order could better. Only the busiest broker
 * has a finding. What prefers a broker that is to be emptied will prefer others.
 */
public final class LeaderSkewRule implements Rule {
  public static final String PREFERRED_ORDER = "preferred-order";
  private static final String ABOVE_MEAN = "above-mean";
  private static final String CALM_ABOVE_MEAN = "calm-above-mean";
  private static final String IMPROVEMENT = "improvement";
  private static final String CRUISE_CONTROL =
      "Cruise Control balances leader counts to 1.10 times the mean";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "leader-skew",
          "Leader skew of the preferred order",
          Category.BALANCE,
          "The preferred order gives a broker more leaderships of user topics than the mean, by more than one, and"
              + " reordering alone would lower that.",
          Set.of(Fact.BROKER_MEMBERSHIP, Fact.TOPIC_PARTITIONS),
          Set.of(),
          List.of(
              new Threshold(
                  ABOVE_MEAN,
                  0.20,
                  Unit.RATIO,
                  "how far above the mean the busiest broker must be",
                  CRUISE_CONTROL + "; twice that, so that the band between is calm"),
              new Threshold(
                  CALM_ABOVE_MEAN,
                  0.10,
                  Unit.RATIO,
                  "how near to the mean it must come back",
                  CRUISE_CONTROL),
              new Threshold(
                  IMPROVEMENT,
                  0.05,
                  Unit.RATIO,
                  "share of the mean by which the maximum must fall: by one leader change where that is one leader or"
                      + " less, else by as many as it takes",
                  "half of Cruise Control's balance margin of 0.10")),
          new Timing(
              "hold",
              Duration.ofMinutes(15),
              "how long the skew must last",
              "own choice: topics that come and go and reassignments in steps pass by"),
          new Timing(
              "keep",
              Duration.ofMinutes(1),
              "how long the order must be even again",
              "own choice: an order does not change by itself"),
          List.of(),
          List.of(
              new Cause(PREFERRED_ORDER, "the first replicas of partitions are spread unevenly")),
          "leader-skew");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    Optional<PreferredOrder> order =
        sweep.conclusive() ? PreferredOrder.of(sweep, settings.policy().drain()) : Optional.empty();
    if (order.isEmpty()) {
      return sweep.brokers().values().stream().map(LeaderSkewRule::unknown).toList();
    }
    BrokerId busiest = order.get().busiest();
    List<Assessment> all = new ArrayList<>();
    for (BrokerId broker : sweep.brokers().keySet()) {
      all.add(
          broker.equals(busiest)
              ? busiest(broker, order.get(), settings, sweep.at())
              : Assessment.clear(Subject.of(broker)));
    }
    return all;
  }

  private static Assessment unknown(BrokerSample broker) {
    return Assessment.unknown(broker.subject(), "the order while brokers are away");
  }

  private static Assessment busiest(
      BrokerId broker, PreferredOrder order, Settings settings, Instant at) {
    Subject subject = Subject.of(broker);
    double mean = order.mean();
    double excess = order.maximum() - mean;
    // fewer partitions than brokers cannot be spread evenly
    if (mean < 1 || excess <= 1 || excess <= settings.threshold(CALM_ABOVE_MEAN) * mean) {
      return Assessment.clear(subject);
    }
    int fall = Math.max(1, (int) Math.ceil(settings.threshold(IMPROVEMENT) * mean));
    Optional<List<Change>> changes = order.lowerTo(order.maximum() - fall);
    if (changes.isEmpty()) {
      return Assessment.clear(subject);
    }
    if (excess <= settings.threshold(ABOVE_MEAN) * mean) {
      return Assessment.hold(subject);
    }
    return Assessment.breach(subject, Severity.WARNING, PREFERRED_ORDER)
        .pointingAt(Set.of(broker))
        .because(
            load(subject, order, settings, at),
            spread(subject, order, at),
            change(subject, order, changes.get(), fall, at));
  }

  private static Evidence load(
      Subject subject, PreferredOrder order, Settings settings, Instant at) {
    double limit = (1 + settings.threshold(ABOVE_MEAN)) * order.mean();
    String sentence =
        String.format(
            Locale.ROOT,
            "%s is the preferred leader of %s, %.0f %% above the mean of %.1f",
            subject,
            Phrases.count(order.maximum(), "partition"),
            100 * (order.maximum() / order.mean() - 1),
            order.mean());
    return Evidence.of(subject, "leaders.preferred", order.maximum(), Unit.COUNT, at, sentence)
        .against(Comparison.ABOVE, limit, settings.sourceOf(ABOVE_MEAN));
  }

  private static Evidence spread(Subject subject, PreferredOrder order, Instant at) {
    String counts =
        order.counts().entrySet().stream()
            .map(count -> "broker " + count.getKey() + ": " + count.getValue())
            .collect(Collectors.joining(", "));
    return Evidence.of(
        subject,
        "leaders.preferred.mean",
        order.mean(),
        Unit.COUNT,
        at,
        "Preferred leaderships of user topics: " + counts);
  }

  private static Evidence change(
      Subject subject, PreferredOrder order, List<Change> changes, int fall, Instant at) {
    Change first = changes.get(0);
    String more =
        changes.size() == 1
            ? ""
            : " and " + Phrases.count(changes.size() - 1, "change") + " more like it";
    String sentence =
        "Broker "
            + first.to()
            + " as first replica of "
            + first.topic()
            + "-"
            + first.partition()
            + more
            + " would lower the maximum from "
            + order.maximum()
            + " to "
            + (order.maximum() - fall);
    return Evidence.of(
        subject, "leaders.preferred.after", order.maximum() - fall, Unit.COUNT, at, sentence);
  }
}
