package io.kadvisor.core.rule.broker;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.memory.Pace;
import io.kadvisor.core.memory.Speed;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A broker that lives and works much slower than it used to and than its peers do now. Two
 * witnesses, since each alone errs: the whole cluster may be busy, and brokers differ.
 */
public final class BrokerSlowRule implements Rule {
  public static final String NAME = "broker-slow";
  public static final String SLOWER_THAN_PEERS = "slower-than-peers";

  /** The name of the time between two steps of what a broker's usual speed is learnt from. */
  public static final String STEP = "step";

  private static final String FACTOR = "factor";
  private static final String STILL = "still-factor";
  private static final String ANSWER = "answer-floor";
  private static final String APPEND = "append-floor";
  private static final String FETCH = "fetch-floor";
  private static final String ROUND_TRIP = "round-trip-floor";
  private static final String HEAP = "heap-share";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          NAME,
          "Broker slow",
          Category.AVAILABILITY,
          "A broker answers or works several times slower than it used to and than the other brokers do now.",
          Set.of(Fact.BROKER_ANSWER, Fact.BROKER_MEMBERSHIP),
          Set.of(
              Fact.REQUEST_LATENCY,
              Fact.BROKER_THREADS,
              Fact.LOG_FLUSH,
              Fact.BROKER_HEAP,
              Fact.BROKER_CPU,
              Fact.LOG_DIRS,
              Fact.BROKER_PROBE),
          List.of(
              new Threshold(
                  FACTOR,
                  3,
                  Unit.COUNT,
                  "times its own usual time, and times the median of its peers",
                  "Cruise Control (SlowBrokerFinder): three times its own history, three times its peers"),
              new Threshold(
                  STILL,
                  2,
                  Unit.COUNT,
                  "times below which it is well again",
                  "own choice: two thirds"),
              new Threshold(
                  ANSWER,
                  1,
                  Unit.SECONDS,
                  "an answer within this time is never slow",
                  "own choice: an answer takes milliseconds"),
              new Threshold(
                  APPEND,
                  1,
                  Unit.SECONDS,
                  "own work for a produce request that is never slow",
                  "Cruise Control (SlowBrokerFinder, ExecutionUtils): 1,000 ms"),
              new Threshold(
                  FETCH,
                  0.5,
                  Unit.SECONDS,
                  "own work for a consumer's fetch that is never slow",
                  "Cruise Control (ExecutionUtils): consumer fetch 500 ms"),
              new Threshold(
                  ROUND_TRIP,
                  1.5,
                  Unit.SECONDS,
                  "a record's way through the broker and back that is never slow",
                  "own choice: a produce request and a fetch, each at its own limit"),
              new Threshold(
                  HEAP,
                  0.6,
                  Unit.RATIO,
                  "share of its heap in use after a garbage collection that is told beside it",
                  "AWS guidance for Amazon MSK: HeapMemoryAfterGC above 60 %")),
          new Timing(
              "hold",
              Duration.ofMinutes(5),
              "how long it must last",
              "AWS guidance for Amazon MSK: RequestHandlerAvgIdlePercent over 5 min"),
          new Timing(
              "keep", Duration.ofMinutes(5), "how long it must be well again", "as the hold time"),
          List.of(
              new Timing(
                  STEP,
                  Duration.ofMinutes(5),
                  "between two looks from which its usual time is learnt; ten make it known",
                  "own choice: an hour to know a broker")),
          List.of(
              new Cause(SLOWER_THAN_PEERS, "slower than itself before, and than its peers now")),
          "none: no scenario makes a broker slow and nothing else");

  /** One thing that may be slow. */
  private record Signal(
      String what,
      String floor,
      Function<Speed, Optional<Double>> seen,
      Function<Pace, Optional<Double>> usual) {}

  private static final List<Signal> SIGNALS =
      List.of(
          new Signal("an answer of its own", ANSWER, Speed::answer, Pace::answer),
          new Signal("its own work for a produce request", APPEND, Speed::append, Pace::append),
          new Signal("its own work for a consumer's fetch", FETCH, Speed::fetch, Pace::fetch),
          new Signal(
              "a record's way through it and back", ROUND_TRIP, Speed::roundTrip, Pace::roundTrip));

  /** A signal beside both witnesses. */
  private record Comparisons(Signal signal, double seen, double usual, double peers) {
    double factor() {
      return seen / Math.max(usual, peers);
    }
  }

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    Map<BrokerId, Speed> speeds = speeds(sweep);
    List<Field> fields = SIGNALS.stream().map(signal -> field(signal, speeds.values())).toList();
    return sweep.brokers().values().stream()
        .map(
            broker -> {
              Optional<Pace> pace = memory.of(broker.broker()).pace().filter(Pace::known);
              Speed speed = speeds.get(broker.broker());
              return speed == null || pace.isEmpty()
                  ? Assessment.unknown(
                      broker.subject(), "how fast " + broker.subject() + " usually is")
                  : assess(broker, compared(speed, pace.get(), fields), sweep, settings);
            })
        .toList();
  }

  /** How fast each is; what is away has no speed, and what is silent is another rule's. */
  private static Map<BrokerId, Speed> speeds(Sweep sweep) {
    return sweep.brokers().values().stream()
        .filter(broker -> broker.membership() == Membership.LISTED)
        .collect(Collectors.toMap(BrokerSample::broker, Speed::of));
  }

  private static Field field(Signal signal, Collection<Speed> speeds) {
    return Field.of(speeds.stream().map(signal.seen()).flatMap(Optional::stream).toList());
  }

  private static Assessment assess(
      BrokerSample broker, List<Comparisons> compared, Sweep sweep, Settings settings) {
    if (compared.isEmpty()) {
      return Assessment.unknown(broker.subject(), "how fast its peers are");
    }
    List<Comparisons> slow = beyond(compared, settings.threshold(FACTOR), settings);
    if (slow.isEmpty()) {
      return beyond(compared, settings.threshold(STILL), settings).isEmpty()
          ? Assessment.clear(broker.subject())
          : Assessment.hold(broker.subject());
    }
    return Assessment.breach(broker.subject(), Severity.WARNING, SLOWER_THAN_PEERS)
        .pointingAt(Set.of(broker.broker()))
        .because(evidence(broker, slow, sweep, settings));
  }

  private static List<Comparisons> compared(Speed speed, Pace pace, List<Field> fields) {
    List<Comparisons> compared = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Signal signal = SIGNALS.get(i);
      Optional<Double> seen = signal.seen().apply(speed);
      Optional<Double> usual = signal.usual().apply(pace);
      Optional<Double> others = seen.flatMap(fields.get(i)::medianWithout);
      if (usual.isPresent() && others.isPresent()) {
        compared.add(new Comparisons(signal, seen.get(), usual.get(), others.get()));
      }
    }
    return compared;
  }

  private static List<Comparisons> beyond(
      List<Comparisons> compared, double factor, Settings settings) {
    return compared.stream()
        .filter(c -> c.seen() > settings.threshold(c.signal().floor()) && c.factor() > factor)
        .toList();
  }

  private static List<Evidence> evidence(
      BrokerSample broker, List<Comparisons> slow, Sweep sweep, Settings settings) {
    List<Evidence> evidence = new ArrayList<>();
    for (Comparisons c : slow) {
      String sentence =
          "On "
              + broker.subject()
              + " "
              + c.signal().what()
              + " takes "
              + Millis.show(c.seen())
              + "; usual for it is "
              + Millis.show(c.usual())
              + ", its peers take "
              + Millis.show(c.peers());
      evidence.add(
          Evidence.of(
                  broker.subject(),
                  "broker.slow-factor",
                  Math.round(c.factor() * 10) / 10.0,
                  Unit.COUNT,
                  sweep.at(),
                  sentence)
              .against(Comparison.ABOVE, settings.threshold(FACTOR), settings.sourceOf(FACTOR)));
    }
    evidence.addAll(beside(broker, sweep, settings));
    return evidence;
  }

  private static List<Evidence> beside(BrokerSample broker, Sweep sweep, Settings settings) {
    Gauges gauges = new Gauges(broker);
    return Stream.of(
            gauges.handlersIdle(),
            gauges.logFlush(Peers.of(broker.broker(), sweep)),
            gauges.heapAbove(settings.threshold(HEAP), settings.sourceOf(HEAP)))
        .flatMap(Optional::stream)
        .toList();
  }
}
