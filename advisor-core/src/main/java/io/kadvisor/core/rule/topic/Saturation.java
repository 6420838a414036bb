package io.kadvisor.core.rule.topic;

import io.kadvisor.core.memory.Speed;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.unit.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a leader is too busy to serve the fetches of its followers, as its own numbers say. A
 * broker that gives numbers lives, however little else it answers.
 */
record Saturation(BrokerSample leader, Settings settings) {
  private static final String IDLE = "handler-idle";
  private static final String FETCH = "fetch-share";
  private static final double LAG_MAX_SECONDS = 30;

  static final List<Threshold> THRESHOLDS =
      List.of(
          new Threshold(
              IDLE,
              0.1,
              Unit.RATIO,
              "a leader whose request handlers are idle for less is saturated",
              "own choice: AWS guidance for Amazon MSK looks at RequestHandlerAvgIdlePercent below 30 %, which is busy"
                  + " and not yet the reason for lost replicas"),
          new Threshold(
              FETCH,
              0.5,
              Unit.RATIO,
              "a leader whose followers' fetches (p99) take more of replica.lag.time.max.ms is saturated",
              "replica.lag.time.max.ms (Kafka broker configuration, 30 s): two such fetches in a row and a follower is out"));

  /** What shows that the leader is saturated; empty when it is not, or when nothing was read. */
  List<Evidence> evidence() {
    List<Evidence> evidence = new ArrayList<>();
    idle().ifPresent(evidence::add);
    fetch().ifPresent(evidence::add);
    return evidence;
  }

  /** True when its handlers have no time left, which no follower can bring about. */
  boolean handlersBusy() {
    return idle().isPresent();
  }

  /** True when fetches of followers take so long that these fall out, whoever is the reason. */
  boolean fetchesSlow() {
    return fetch().isPresent();
  }

  /** True when one of its witnesses was read. */
  boolean observed() {
    return Speed.fresh(leader, Metric.HANDLER_IDLE).isPresent()
        || Speed.fresh(leader, Metric.FOLLOWER_FETCH_TOTAL).isPresent();
  }

  private Optional<Evidence> idle() {
    double limit = settings.threshold(IDLE);
    return Speed.fresh(leader, Metric.HANDLER_IDLE)
        .filter(reading -> reading.value() < limit)
        .map(
            reading ->
                seen(
                    "broker.handler-idle",
                    reading.value(),
                    Unit.RATIO,
                    reading.observedAt(),
                    "The request handlers of "
                        + leader.subject()
                        + " are idle for "
                        + Unit.RATIO.show(reading.value())
                        + " of the time",
                    Comparison.BELOW,
                    IDLE,
                    limit));
  }

  private Optional<Evidence> fetch() {
    double lagMax = lagMaxSeconds();
    double limit = settings.threshold(FETCH) * lagMax;
    return Speed.fresh(leader, Metric.FOLLOWER_FETCH_TOTAL)
        .filter(reading -> reading.value() > limit && lasts(limit))
        .map(
            reading ->
                seen(
                    "broker.follower-fetch",
                    reading.value(),
                    Unit.SECONDS,
                    reading.observedAt(),
                    "Fetches of followers take "
                        + Unit.SECONDS.show(reading.value())
                        + " on "
                        + leader.subject()
                        + " (p99)"
                        + queued()
                        + "; a follower may lag "
                        + Unit.SECONDS.show(lagMax),
                    Comparison.ABOVE,
                    FETCH,
                    limit));
  }

  /**
   * A broker keeps its percentile for some five minutes; the mean of the last interval tells that a
   * stall is over.
   */
  private boolean lasts(double limit) {
    return Speed.mean(leader, Metric.FOLLOWER_FETCH_TOTAL_TIME, Metric.FOLLOWER_FETCH_REQUESTS)
        .map(mean -> mean > limit / 2)
        .orElse(true);
  }

  private String queued() {
    return Speed.fresh(leader, Metric.FOLLOWER_FETCH_QUEUE)
        .map(Reading::value)
        .map(seconds -> ", " + Unit.SECONDS.show(seconds) + " of it in the request queue")
        .orElse("");
  }

  private double lagMaxSeconds() {
    return Optional.ofNullable(leader.config().get("replica.lag.time.max.ms"))
        .map(millis -> Long.parseLong(millis) / 1000.0)
        .orElse(LAG_MAX_SECONDS);
  }

  private Evidence seen(
      String metric,
      double value,
      Unit unit,
      Instant at,
      String sentence,
      Comparison comparison,
      String threshold,
      double limit) {
    return Evidence.of(leader.subject(), metric, value, unit, at, sentence)
        .against(comparison, limit, settings.sourceOf(threshold));
  }
}
