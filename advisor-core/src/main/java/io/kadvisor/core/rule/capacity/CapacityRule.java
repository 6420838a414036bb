package io.kadvisor.core.rule.capacity;

import io.kadvisor.core.capacity.CapacityView;
import io.kadvisor.core.capacity.Volume;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.BrokerResource;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Assessment.Lasting;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A broker runs short of something that more brokers, or an evener spread, would mend. One finding
 * a cluster: its cause is the resource that is shortest. While a broker is away or replicas move,
 * work is where it does not belong, so only storage is judged then.
 */
public final class CapacityRule implements Rule {
  /** Over which CPU and network are averaged. */
  public static final String WINDOW = "window";

  /** How far back the filling of volumes is looked at. */
  public static final String TREND = "trend";

  static final String SOON = "soon";

  private static final String SCALING = "scaling guide of the requirements (R1)";
  private static final String AWS = "AWS, best practices for Amazon MSK Standard brokers";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "capacity",
          "Capacity",
          Category.CAPACITY,
          "A broker uses more of its CPU, storage, network or partitions than leaves room for a peak or the loss of another"
              + " broker. A volume that several brokers share counts once; one that is full of other things than replicas is"
              + " told only when it is about to stop the brokers.",
          Set.of(Fact.BROKER_MEMBERSHIP, Fact.TOPIC_PARTITIONS),
          Set.of(Fact.BROKER_CPU, Fact.BROKER_TRAFFIC, Fact.LOG_DIRS, Fact.REASSIGNMENTS),
          thresholds(),
          new Timing(
              "hold",
              Duration.ofMinutes(5),
              "how long it must last, beyond the time of the means",
              "own choice: sustained is longer than any burst of the window"),
          new Timing(
              "keep",
              Duration.ofMinutes(15),
              "how long it must be gone",
              "own choice: one and a half windows"),
          List.of(
              new Timing(
                  WINDOW,
                  Duration.ofMinutes(10),
                  "over which CPU and network are averaged; not judged while it holds time in which a broker was away or caught up",
                  "AWS averages CPU over 5 min; twice that, so that a burst is none"),
              new Timing(
                  TREND,
                  Duration.ofHours(6),
                  "how far back the filling of a volume is looked at",
                  "own choice: the time that Amazon MSK needs between two changes of storage"),
              new Timing(
                  SOON,
                  Duration.ofHours(6),
                  "a volume that is full within this time is critical",
                  "own choice: less than one change of storage takes on Amazon MSK")),
          List.of(
              new Cause("cpu", "the processors"),
              new Cause("storage", "the volumes of the log directories"),
              new Cause("network-in", "bytes in, clients and replication"),
              new Cause("network-out", "bytes out, clients and replication"),
              new Cause("partitions", "replicas on one broker")),
          "cpu-pressure");

  private static List<Threshold> thresholds() {
    return List.of(
        new Threshold(Limits.CPU, 0.7, Unit.RATIO, "CPU of a broker", SCALING + ": CPU > 70 %"),
        new Threshold(
            Limits.CALM_CPU,
            0.6,
            Unit.RATIO,
            "CPU that is calm again, and that a step should reach",
            AWS + ": CPU under 60 % leaves room for the loss of a broker"),
        new Threshold(
            Limits.STORAGE,
            0.8,
            Unit.RATIO,
            "used share of a volume",
            SCALING + ": storage > 80 % on any broker"),
        new Threshold(
            Limits.CALM_STORAGE,
            0.7,
            Unit.RATIO,
            "used share that is calm again, and that a step should reach",
            "own choice, between the alarm and the 60 % of the provider's first storage alert"),
        new Threshold(
            Limits.FULL_STORAGE,
            0.9,
            Unit.RATIO,
            "used share that is critical; below it a volume full of other things is not told",
            "own choice, beyond the 85 % at which AWS wants action: a full volume stops the broker"),
        new Threshold(
            Limits.OWN_SHARE,
            0.1,
            Unit.RATIO,
            "of the used bytes, replicas: with less the volume is full of other things",
            "own choice"),
        new Threshold(
            Limits.NETWORK,
            0.7,
            Unit.RATIO,
            "bytes in or out against the declared capacity",
            SCALING + ": network utilization > 70 %"),
        new Threshold(
            Limits.CALM_NETWORK,
            0.6,
            Unit.RATIO,
            "the same, calm again, and that a step should reach",
            "own choice, as for CPU"),
        new Threshold(
            Limits.PARTITIONS,
            1000,
            Unit.COUNT,
            "replicas that a broker should hold at most, where its type does not say",
            "requirement on partitions (R9): at most 1,000 wanted a broker"),
        new Threshold(
            Limits.MOST_PARTITIONS,
            2000,
            Unit.COUNT,
            "replicas that a broker may hold, where its type does not say",
            "requirement on partitions (R9): at most 2,000 a broker"),
        new Threshold(
            Limits.AFTER_LOSS,
            0.9,
            Unit.RATIO,
            "share of CPU and network that the others may reach after the loss of one",
            "own choice: 60 % on three brokers is 90 % on two"));
  }

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  /** What the rule looks at, for its advice, too. */
  public static CapacityView view(Sweep sweep, Memory memory, Policy policy) {
    var settings = new Settings(DEFINITION, policy);
    return CapacityView.of(
        sweep, memory, policy, settings.duration(WINDOW), new Limits(settings).partitions());
  }

  /** The numbers that the rule goes by, for its advice, too. */
  public static Limits limits(Policy policy) {
    return new Limits(new Settings(DEFINITION, policy));
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    Policy policy = settings.policy();
    CapacityView view = view(sweep, memory, policy);
    Limits limits = new Limits(settings);
    List<Shortage> all = Shortage.all(view, limits);
    if (!sweep.conclusive() || view.load().brokers().isEmpty()) {
      return List.of(Assessment.unknown(Subject.CLUSTER, "what the brokers carry"));
    }
    boolean unsettled = unsettled(sweep, memory, settings);
    List<Shortage> judged =
        all.stream().filter(s -> !unsettled || s.resource() == BrokerResource.STORAGE).toList();
    if (judged.stream().anyMatch(Shortage::isShort)) {
      return List.of(breach(judged, view, limits, sweep));
    }
    return List.of(quiet(judged, view, unsettled));
  }

  /**
   * Each resource keeps its own finding only: nothing recovers on what was known and is not any
   * more, nor on work that is where it does not belong.
   */
  private static Assessment quiet(List<Shortage> judged, CapacityView view, boolean unsettled) {
    Set<String> kept = new TreeSet<>();
    judged.stream().filter(s -> !s.calm()).forEach(s -> kept.add(s.resource().tag()));
    view.lost().forEach(resource -> kept.add(resource.tag()));
    if (unsettled) {
      Stream.of(BrokerResource.values())
          .filter(resource -> resource != BrokerResource.STORAGE)
          .forEach(resource -> kept.add(resource.tag()));
    }
    if (kept.isEmpty()) {
      return Assessment.clear(Subject.CLUSTER);
    }
    Assessment quiet =
        view.lost().isEmpty()
            ? Assessment.hold(Subject.CLUSTER)
            : Assessment.unknown(Subject.CLUSTER, view.missing().toArray(String[]::new));
    return quiet.onlyFor(kept);
  }

  /** Until the means hold nothing any more of the time in which a broker was away or caught up. */
  private static boolean unsettled(Sweep sweep, Memory memory, Settings settings) {
    Set<BrokerId> known = memory.brokers().keySet();
    Policy policy = settings.policy();
    Duration settle = policy.scaled(policy.calm().settle());
    Duration until = settle.plus(settings.duration(WINDOW));
    return !memory.troubled(known, sweep.at(), until).isEmpty()
        || sweep.topics().values().stream().anyMatch(CapacityRule::moves);
  }

  private static boolean moves(TopicSample topic) {
    return topic.reassigning().filter(moving -> !moving.isEmpty()).isPresent();
  }

  private static Assessment breach(
      List<Shortage> all, CapacityView view, Limits limits, Sweep sweep) {
    Shortage bottleneck = all.get(0);
    CapacityEvidence evidence = new CapacityEvidence(view, limits, sweep.at());
    return Assessment.breach(
            Subject.CLUSTER, severity(bottleneck, view, limits), bottleneck.resource().tag())
        .pointingAt(Set.copyOf(bottleneck.brokers()))
        .whileSame(
            bottleneck.resource() == BrokerResource.STORAGE ? Lasting.BROKERS : Lasting.CONDITION)
        .because(evidence.of(all))
        .lacking(view.missing());
  }

  private static Severity severity(Shortage bottleneck, CapacityView view, Limits limits) {
    return switch (bottleneck.resource()) {
      case STORAGE ->
          Shortage.tooFull(view, limits).stream().anyMatch(v -> urgent(v, limits))
              ? Severity.CRITICAL
              : Severity.WARNING;
      case CPU, NETWORK_IN, NETWORK_OUT -> Severity.WARNING;
      case PARTITIONS -> manyPartitions(view, limits) ? Severity.WARNING : Severity.NOTICE;
    };
  }

  /** About to stop its broker. */
  private static boolean urgent(Volume volume, Limits limits) {
    return volume.share() > limits.full() || limits.fullSoon(volume);
  }

  private static boolean manyPartitions(CapacityView view, Limits limits) {
    return view.load().brokers().stream().anyMatch(limits::overMost);
  }
}
