package io.kadvisor.core.rule.broker;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.memory.Speed;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** A broker near a limit of its configuration, at which it turns clients away or lets them wait. */
public final class BrokerLimitsRule implements BrokerRule {
  public static final String NAME = "broker-limits";
  public static final String CONNECTIONS = "connections";
  public static final String REQUEST_QUEUE = "request-queue";
  private static final String SHARE = "share";
  private static final String STILL = "still-share";
  private static final int MSK_IAM_PORT = 9098;
  private static final double MSK_IAM_CONNECTIONS = 3000;
  private static final double QUEUED_MAX_REQUESTS = 500;

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          NAME,
          "Broker near its limits",
          Category.CAPACITY,
          "The connections or the waiting requests of a broker come near what its configuration allows.",
          Set.of(Fact.CONNECTIONS, Fact.REQUEST_QUEUES),
          Set.of(Fact.BROKER_CONFIG, Fact.BROKER_THREADS),
          List.of(
              new Threshold(
                  SHARE,
                  0.8,
                  Unit.RATIO,
                  "share of max.connections or queued.max.requests that is near",
                  "AWS guidance for Amazon MSK: ClientConnectionCount above 80 % of 3,000"),
              new Threshold(
                  STILL, 0.7, Unit.RATIO, "share below which it is well again", "own choice")),
          new Timing(
              "hold",
              Duration.ofMinutes(5),
              "how long it must last",
              "AWS guidance for Amazon MSK: RequestHandlerAvgIdlePercent over 5 min"),
          new Timing(
              "keep", Duration.ofMinutes(5), "how long it must be well again", "as the hold time"),
          List.of(),
          List.of(
              new Cause(
                  CONNECTIONS, "connections near max.connections: further clients are refused"),
              new Cause(
                  REQUEST_QUEUE,
                  "requests near queued.max.requests: the network threads stop reading")),
          "none: it takes more clients than a small machine has");

  /** A number and what bounds it. */
  private record Limit(String cause, Reading reading, double most, String what, String setting) {
    double share() {
      return reading.value() / most;
    }
  }

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public Assessment assess(BrokerSample broker, Sweep sweep, Memory memory, Settings settings) {
    List<Limit> limits = limits(broker);
    if (limits.isEmpty()) {
      return Assessment.unknown(broker.subject(), "connections and requests that wait");
    }
    Optional<Limit> near =
        limits.stream().filter(limit -> limit.share() > settings.threshold(SHARE)).findFirst();
    if (near.isEmpty()) {
      return limits.stream().noneMatch(limit -> limit.share() > settings.threshold(STILL))
          ? Assessment.clear(broker.subject())
          : Assessment.hold(broker.subject());
    }
    return Assessment.breach(broker.subject(), Severity.WARNING, near.get().cause())
        .pointingAt(Set.of(broker.broker()))
        .because(evidence(broker, near.get(), settings));
  }

  /** The graver first: a full queue stops everybody, a full house the newcomers. */
  private static List<Limit> limits(BrokerSample broker) {
    List<Limit> limits = new ArrayList<>();
    Speed.fresh(broker, Metric.REQUEST_QUEUE)
        .ifPresent(
            waiting -> {
              double most = configured(broker, "queued.max.requests").orElse(QUEUED_MAX_REQUESTS);
              limits.add(
                  new Limit(REQUEST_QUEUE, waiting, most, "requests wait", "queued.max.requests"));
            });
    Speed.fresh(broker, Metric.CONNECTIONS)
        .ifPresent(
            open ->
                connections(broker)
                    .ifPresent(
                        most ->
                            limits.add(
                                new Limit(
                                    CONNECTIONS,
                                    open,
                                    most,
                                    "connections are open",
                                    "max.connections"))));
    return limits;
  }

  /** Without a limit, which is Kafka's default, the number is far from it. */
  private static OptionalDouble connections(BrokerSample broker) {
    OptionalDouble configured = configured(broker, "max.connections");
    boolean iam = broker.port().filter(port -> port == MSK_IAM_PORT).isPresent();
    return iam
        ? OptionalDouble.of(Math.min(MSK_IAM_CONNECTIONS, configured.orElse(MSK_IAM_CONNECTIONS)))
        : configured;
  }

  private static OptionalDouble configured(BrokerSample broker, String key) {
    String value = broker.config().get(key);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value));
  }

  private static List<Evidence> evidence(BrokerSample broker, Limit limit, Settings settings) {
    List<Evidence> evidence = new ArrayList<>();
    String sentence =
        Unit.COUNT.show(limit.reading().value())
            + " "
            + limit.what()
            + " on "
            + broker.subject()
            + ", "
            + Unit.RATIO.show(limit.share())
            + " of "
            + limit.setting()
            + "="
            + Unit.COUNT.show(limit.most());
    evidence.add(
        Evidence.of(
                broker.subject(),
                "broker." + limit.cause(),
                limit.share(),
                Unit.RATIO,
                limit.reading().observedAt(),
                sentence)
            .against(Comparison.ABOVE, settings.threshold(SHARE), settings.sourceOf(SHARE)));
    Gauges gauges = new Gauges(broker);
    Stream.of(gauges.handlersIdle(), gauges.producePurgatory(), gauges.fetchPurgatory())
        .flatMap(Optional::stream)
        .forEach(evidence::add);
    return evidence;
  }
}
