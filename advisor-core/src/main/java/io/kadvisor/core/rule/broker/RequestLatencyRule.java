package io.kadvisor.core.rule.broker;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.memory.Pace;
import io.kadvisor.core.memory.Speed;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.rule.broker.RequestParts.Part;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Clients wait longer for a broker than they used to: which part of the time has grown says where
 * to look. Means over the last interval, whose parts add up, not percentiles.
 */
public final class RequestLatencyRule implements BrokerRule {
  public static final String NAME = "request-latency";
  private static final String FACTOR = "factor";
  private static final String STILL = "still-factor";
  private static final String PRODUCE = "produce-floor";
  private static final String FETCH = "fetch-floor";

  /** Share of the time within which brokers are alike. */
  private static final double ALIKE = 0.1;

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          NAME,
          "Request latency",
          Category.AVAILABILITY,
          "Produce requests or consumers' fetches take several times longer on a broker than they used to.",
          Set.of(Fact.REQUEST_LATENCY),
          Set.of(Fact.BROKER_THREADS, Fact.REQUEST_QUEUES, Fact.LOG_FLUSH, Fact.THROTTLE_TIME),
          List.of(
              new Threshold(
                  FACTOR,
                  3,
                  Unit.COUNT,
                  "times the usual time of this broker",
                  "Cruise Control (SlowBrokerFinder): three times its own history"),
              new Threshold(
                  STILL,
                  2,
                  Unit.COUNT,
                  "times below which it is well again",
                  "own choice: two thirds"),
              new Threshold(
                  PRODUCE,
                  1,
                  Unit.SECONDS,
                  "a mean produce time that is never too long",
                  "Cruise Control (ExecutionUtils): produce 1,000 ms"),
              new Threshold(
                  FETCH,
                  0.5,
                  Unit.SECONDS,
                  "a mean fetch time, waiting for records not counted, that is never too long",
                  "Cruise Control (ExecutionUtils): consumer fetch 500 ms")),
          new Timing(
              "hold",
              Duration.ofMinutes(5),
              "how long it must last",
              "AWS guidance for Amazon MSK: throttle times and idle handlers over 5 min"),
          new Timing(
              "keep", Duration.ofMinutes(5), "how long it must be well again", "as the hold time"),
          List.of(),
          Arrays.stream(Part.values())
              .map(part -> new Cause(part.cause(), "what grew is the time spent " + part.what()))
              .toList(),
          "none: no scenario makes requests slow and nothing else");

  /** A kind of request with its time and its usual time. */
  private record Time(RequestParts request, double seen, double usual, double floor) {
    boolean beyond(double factor) {
      return seen > floor && seen > factor * usual;
    }
  }

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public Assessment assess(BrokerSample broker, Sweep sweep, Memory memory, Settings settings) {
    Optional<Pace> pace = memory.of(broker.broker()).pace().filter(Pace::known);
    boolean observed = RequestParts.PRODUCE.observed(broker);
    if (broker.membership() != Membership.LISTED || pace.isEmpty() || !observed) {
      return Assessment.unknown(
          broker.subject(), "how long requests to " + broker.subject() + " usually take");
    }
    List<Time> times = times(broker, pace.get(), settings);
    Optional<Time> worst =
        times.stream()
            .filter(time -> time.beyond(settings.threshold(FACTOR)))
            .max(Comparator.comparingDouble(time -> time.seen() / time.usual()));
    if (worst.isEmpty()) {
      return times.stream().noneMatch(time -> time.beyond(settings.threshold(STILL)))
          ? Assessment.clear(broker.subject())
          : Assessment.hold(broker.subject());
    }
    return breach(broker, worst.get(), sweep, settings);
  }

  private static List<Time> times(BrokerSample broker, Pace pace, Settings settings) {
    Speed speed = Speed.of(broker);
    List<Time> times = new ArrayList<>();
    if (speed.produce().isPresent() && pace.produce().isPresent()) {
      double floor = settings.threshold(PRODUCE);
      times.add(new Time(RequestParts.PRODUCE, speed.produce().get(), pace.produce().get(), floor));
    }
    if (speed.fetch().isPresent() && pace.fetch().isPresent()) {
      double floor = settings.threshold(FETCH);
      times.add(
          new Time(RequestParts.CONSUMER_FETCH, speed.fetch().get(), pace.fetch().get(), floor));
    }
    return times;
  }

  private static Assessment breach(BrokerSample broker, Time time, Sweep sweep, Settings settings) {
    Peers peers = Peers.of(broker.broker(), sweep);
    Part grown = grown(broker, time, peers);
    Severity severity = grown == Part.THROTTLE ? Severity.NOTICE : Severity.WARNING;
    return Assessment.breach(broker.subject(), severity, grown.cause())
        .pointingAt(Set.of(broker.broker()))
        .because(evidence(broker, time, grown, peers, sweep, settings));
  }

  /** When the peers need as long for everything, the longest part it is. */
  private static Part grown(BrokerSample broker, Time time, Peers peers) {
    RequestParts request = time.request();
    Part grown =
        request.parts().stream()
            .max(Comparator.comparingDouble(part -> excess(broker, request, part, peers)))
            .orElseThrow();
    boolean alike = excess(broker, request, grown, peers) < ALIKE * time.seen();
    return alike
        ? request.parts().stream()
            .max(Comparator.comparingDouble(part -> request.seconds(broker, part).orElse(0.0)))
            .orElseThrow()
        : grown;
  }

  /** Beyond what the peers need for the same part: produce requests wait for followers anyway. */
  private static double excess(BrokerSample broker, RequestParts request, Part part, Peers peers) {
    double others = peers.median(peer -> request.seconds(peer, part)).orElse(0.0);
    return request.seconds(broker, part).orElse(0.0) - others;
  }

  private static List<Evidence> evidence(
      BrokerSample broker, Time time, Part grown, Peers peers, Sweep sweep, Settings settings) {
    List<Evidence> evidence = new ArrayList<>();
    RequestParts request = time.request();
    evidence.add(
        Evidence.of(
                broker.subject(),
                request.metric(),
                time.seen(),
                Unit.SECONDS,
                sweep.at(),
                "On "
                    + broker.subject()
                    + " a "
                    + request.noun()
                    + " takes "
                    + Millis.show(time.seen())
                    + " on average; usual for it is "
                    + Millis.show(time.usual()))
            .against(
                Comparison.ABOVE,
                Math.max(time.floor(), settings.threshold(FACTOR) * time.usual()),
                settings.sourceOf(FACTOR)));
    evidence.add(part(broker, request, grown, peers, sweep));
    new Gauges(broker).beside(grown, request, peers).forEach(evidence::add);
    request.parts().stream()
        .filter(part -> part != grown && request.seconds(broker, part).orElse(0.0) >= 0.001)
        .forEach(part -> evidence.add(part(broker, request, part, peers, sweep)));
    return evidence;
  }

  private static Evidence part(
      BrokerSample broker, RequestParts request, Part part, Peers peers, Sweep sweep) {
    double seconds = request.seconds(broker, part).orElse(0.0);
    String sentence =
        Millis.show(seconds)
            + " of it "
            + part.what()
            + peers
                .median(peer -> request.seconds(peer, part))
                .map(others -> "; its peers spend " + Millis.show(others))
                .orElse("");
    return Evidence.of(
        broker.subject(),
        request.metric() + "." + part.cause(),
        seconds,
        Unit.SECONDS,
        sweep.at(),
        sentence);
  }
}
