package io.kadvisor.core.rule.balance;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.PartitionTraffic;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Assessment.Lasting;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.UserTopics;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One partition of a topic gets several times what the others get, and a large part of the whole:
 * its records share a key, or few. Another partition is another trouble, so that producers without
 * keys, which stay with one partition for a batch, are quiet.
 */
public final class HotPartitionRule implements Rule {
  public static final String NAME = "hot-partition";
  public static final String UNEVEN_KEYS = "uneven-keys";
  private static final String TIMES_OTHERS = "times-others";
  private static final String CALM_TIMES_OTHERS = "calm-times-others";
  private static final String SHARE = "share";
  private static final String WORTH = "worth";
  private static final String MULTIPLE =
      "own choice: klag calls hot what is above mean + 2 standard deviations, which no partition of fewer than six can"
          + " be";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          NAME,
          "Hot partition",
          Category.BALANCE,
          "One partition of a user topic takes several times the records of the others, and a large share of all.",
          Set.of(Fact.TOPIC_PARTITIONS, Fact.OFFSETS),
          Set.of(),
          List.of(
              new Threshold(
                  TIMES_OTHERS,
                  3,
                  Unit.COUNT,
                  "how many times the mean of the other partitions it takes",
                  MULTIPLE),
              new Threshold(
                  CALM_TIMES_OTHERS,
                  2,
                  Unit.COUNT,
                  "to how many times it must come down",
                  "own choice: so that the band between is calm"),
              new Threshold(
                  SHARE,
                  0.25,
                  Unit.RATIO,
                  "share of the topic's records that it must take",
                  "own choice: four consumers could no longer share the topic evenly"),
              new Threshold(
                  WORTH,
                  50,
                  Unit.RECORDS_PER_SECOND,
                  "records a second below which nothing is told",
                  "own choice: any broker and any consumer copes with less")),
          new Timing(
              "hold",
              Duration.ofMinutes(10),
              "how long it must be the same partition",
              "own choice: longer than a batch job or a producer without keys stays with one"),
          new Timing(
              "keep",
              Duration.ofMinutes(5),
              "how long the records must be spread again",
              "own choice: keys come in waves"),
          List.of(),
          List.of(
              new Cause(UNEVEN_KEYS, "one key, or few, carry a large part of the topic's records")),
          "hot-partition");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    return sweep.topics().values().stream()
        .map(
            topic ->
                UserTopics.is(topic) && topic.partitionCount() > 1
                    ? assess(topic, settings)
                    : Assessment.clear(topic.subject()))
        .toList();
  }

  private static Assessment assess(TopicSample topic, Settings settings) {
    double[] rates = new double[topic.partitionCount()];
    for (int partition = 0; partition < rates.length; partition++) {
      OptionalDouble rate = PartitionTraffic.recordsPerSecond(topic, partition);
      if (rate.isEmpty()) {
        return Assessment.unknown(topic.subject(), "how much is written to " + topic.subject());
      }
      rates[partition] = rate.getAsDouble();
    }
    return assess(topic, rates, settings);
  }

  private static Assessment assess(TopicSample topic, double[] rates, Settings settings) {
    int hot = hottest(rates);
    double all = IntStream.range(0, rates.length).mapToDouble(p -> rates[p]).sum();
    double others = (all - rates[hot]) / (rates.length - 1);
    boolean little =
        rates[hot] <= 0
            || rates[hot] < settings.threshold(WORTH)
            || rates[hot] < settings.threshold(SHARE) * all;
    if (little || rates[hot] < settings.threshold(CALM_TIMES_OTHERS) * others) {
      return Assessment.clear(topic.subject());
    }
    if (rates[hot] < settings.threshold(TIMES_OTHERS) * others) {
      return Assessment.hold(topic.subject());
    }
    Set<BrokerId> leader =
        topic.leader().get(hot) < 0 ? Set.of() : Set.of(new BrokerId(topic.leader().get(hot)));
    return Assessment.breach(topic.subject(), Severity.WARNING, UNEVEN_KEYS)
        .in(PartitionRanges.of(hot))
        .pointingAt(leader)
        .because(
            hot(topic, rates[hot], others, all, hot, settings),
            share(topic, rates[hot] / all, hot, settings),
            spread(topic, rates))
        .whileSame(Lasting.PARTITIONS);
  }

  private static int hottest(double[] rates) {
    int hottest = 0;
    for (int partition = 1; partition < rates.length; partition++) {
      hottest = rates[partition] > rates[hottest] ? partition : hottest;
    }
    return hottest;
  }

  private static Evidence hot(
      TopicSample topic, double rate, double others, double all, int hot, Settings settings) {
    String sentence =
        String.format(
            Locale.ROOT,
            "%s-%d takes %.0f of %.0f records/s, the others %s on average",
            topic.topic(),
            hot,
            rate,
            all,
            others == 0 ? "none" : String.format(Locale.ROOT, "%.1f", others));
    return of(topic, "partition.records-in", rate, Unit.RECORDS_PER_SECOND, sentence)
        .against(
            Comparison.ABOVE,
            Math.max(settings.threshold(WORTH), settings.threshold(TIMES_OTHERS) * others),
            settings.sourceOf(TIMES_OTHERS))
        .in(PartitionRanges.of(hot));
  }

  private static Evidence share(TopicSample topic, double share, int hot, Settings settings) {
    String sentence =
        "That is "
            + Unit.RATIO.show(share)
            + " of the topic; an even share is "
            + Unit.RATIO.show(1.0 / topic.partitionCount());
    return of(topic, "partition.share", share, Unit.RATIO, sentence)
        .against(Comparison.ABOVE, settings.threshold(SHARE), settings.sourceOf(SHARE))
        .in(PartitionRanges.of(hot));
  }

  private static Evidence spread(TopicSample topic, double[] rates) {
    String busiest =
        IntStream.range(0, rates.length)
            .boxed()
            .sorted((a, b) -> Double.compare(rates[b], rates[a]))
            .limit(12)
            .map(p -> String.format(Locale.ROOT, "%d: %.1f", p, rates[p]))
            .collect(Collectors.joining(", "));
    return of(
        topic,
        "partitions.records-in",
        IntStream.range(0, rates.length).mapToDouble(p -> rates[p]).sum(),
        Unit.RECORDS_PER_SECOND,
        "Records a second by partition, the busiest first: "
            + busiest
            + (rates.length > 12 ? " and " + (rates.length - 12) + " more" : ""));
  }

  private static Evidence of(
      TopicSample topic, String metric, double value, Unit unit, String sentence) {
    Instant from = topic.previousAt().orElse(topic.sweepAt());
    return Evidence.of(topic.subject(), metric, value, unit, topic.sweepAt(), sentence)
        .over(Duration.between(from, topic.sweepAt()));
  }
}
