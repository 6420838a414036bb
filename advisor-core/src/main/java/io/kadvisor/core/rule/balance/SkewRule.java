package io.kadvisor.core.rule.balance;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.EvenerPlan;
import io.kadvisor.core.plan.EvenerPlan.Kind;
import io.kadvisor.core.plan.EvenerPlanner;
import io.kadvisor.core.plan.Loads;
import io.kadvisor.core.plan.Resource;
import io.kadvisor.core.plan.RunningReassignment;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Assessment.Verdict;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One broker carries more of a resource than the others, and few allowed changes would lower that.
 * What no change can better is not told. Judged only with every broker there and settled, and while
 * nothing is being moved. Of a broker that is to be emptied the load counts as that of the others.
 */
public final class SkewRule implements Rule {
  private final Resource resource;
  private final RuleDefinition definition;

  public SkewRule(Resource resource) {
    this.resource = resource;
    this.definition = SkewDefinitions.of(resource);
  }

  @Override
  public RuleDefinition definition() {
    return definition;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    Optional<Loads> loads =
        sweep.conclusive() && WellBrokers.all(sweep, memory, settings) && !moving(sweep)
            ? Loads.of(resource, sweep, settings.policy().drain())
            : Optional.empty();
    if (loads.isEmpty()) {
      return sweep.brokers().values().stream()
          .map(broker -> Assessment.unknown(broker.subject(), "how the load is spread"))
          .toList();
    }
    Assessment fullest = fullest(loads.get().fullest(), loads.get(), sweep, memory, settings);
    return sweep.brokers().keySet().stream()
        .map(
            broker ->
                fullest.subject().equals(Subject.of(broker))
                    ? fullest
                    : other(broker, fullest, loads.get(), settings))
        .toList();
  }

  /** Of two that are about equally full each sweep may see another one as the fullest. */
  private Assessment other(BrokerId broker, Assessment fullest, Loads loads, Settings settings) {
    double load = loads.byBroker().getOrDefault(broker, 0.0);
    return fullest.verdict() == Verdict.CLEAR || isCalm(load, loads, settings)
        ? Assessment.clear(Subject.of(broker))
        : Assessment.hold(Subject.of(broker));
  }

  private boolean isCalm(double load, Loads loads, Settings settings) {
    double excess = load - loads.mean();
    boolean little = load < settings.threshold(SkewDefinitions.WORTH);
    boolean near = excess <= settings.threshold(SkewDefinitions.CALM_ABOVE_MEAN) * loads.mean();
    // a replica cannot be cut
    return little || near || (resource == Resource.REPLICAS && excess <= 1);
  }

  private static boolean moving(Sweep sweep) {
    return RunningReassignment.of(sweep).map(running -> !running.isEmpty()).orElse(false);
  }

  private Assessment fullest(
      BrokerId broker, Loads loads, Sweep sweep, Memory memory, Settings settings) {
    Subject subject = Subject.of(broker);
    if (isCalm(loads.maximum(), loads, settings)) {
      return Assessment.clear(subject);
    }
    Optional<EvenerPlan> plan =
        EvenerPlanner.plan(
            loads, sweep, WellBrokers.takers(sweep, memory, settings), limit(loads, settings));
    if (plan.isEmpty()) {
      return Assessment.clear(subject);
    }
    if (loads.maximum() <= band(loads, settings)) {
      return Assessment.hold(subject);
    }
    return Assessment.breach(subject, Severity.WARNING, SkewDefinitions.UNEVEN_PLACEMENT)
        .pointingAt(Set.of(broker))
        .because(
            load(subject, loads, settings, sweep.at()),
            spread(subject, loads, sweep.at()),
            change(subject, loads, plan.get(), sweep.at()),
            basis(subject, loads, sweep.at()));
  }

  /** To where the maximum is to fall; by whole replicas where these are counted. */
  private double limit(Loads loads, Settings settings) {
    double fall = settings.threshold(SkewDefinitions.IMPROVEMENT) * loads.mean();
    return loads.maximum() - (resource == Resource.REPLICAS ? Math.max(1, Math.ceil(fall)) : fall);
  }

  /** What a broker may carry; whole replicas, as in a plan, or a plan would leave what is told. */
  private double band(Loads loads, Settings settings) {
    double limit = (1 + settings.threshold(SkewDefinitions.ABOVE_MEAN)) * loads.mean();
    return resource == Resource.REPLICAS ? Math.ceil(limit) : limit;
  }

  private Evidence load(Subject subject, Loads loads, Settings settings, Instant at) {
    String sentence =
        String.format(
            Locale.ROOT,
            "Broker %s %s %s, %.0f %% above the mean of %s",
            subject.name(),
            SkewDefinitions.verb(resource),
            show(loads.maximum()),
            100 * (loads.maximum() / loads.mean() - 1),
            resource.unit().show(loads.mean()));
    return Evidence.of(subject, resource.metric(), loads.maximum(), resource.unit(), at, sentence)
        .against(
            Comparison.ABOVE, band(loads, settings), settings.sourceOf(SkewDefinitions.ABOVE_MEAN));
  }

  private String show(double load) {
    return resource.unit() == Unit.COUNT
        ? Phrases.count(Math.round(load), "replica")
        : resource.unit().show(load);
  }

  private Evidence spread(Subject subject, Loads loads, Instant at) {
    String each =
        loads.byBroker().entrySet().stream()
            .map(load -> "broker " + load.getKey() + ": " + resource.unit().show(load.getValue()))
            .collect(Collectors.joining(", "));
    return Evidence.of(
        subject,
        resource.metric() + ".mean",
        loads.mean(),
        resource.unit(),
        at,
        "Spread over the brokers: " + each);
  }

  private Evidence change(Subject subject, Loads loads, EvenerPlan plan, Instant at) {
    EvenerPlan.Change first = plan.changes().get(0);
    String partition = first.before().topic() + "-" + first.before().partition();
    int more = plan.changes().size() - 1;
    String what =
        first.kind() == Kind.LEAD
            ? "Broker " + first.to() + " as first replica of " + partition
            : "Moving " + partition + " from broker " + first.from() + " to broker " + first.to();
    String sentence =
        what
            + (more == 0 ? "" : " and " + Phrases.count(more, "change") + " more like it")
            + " would lower the maximum from "
            + resource.unit().show(loads.maximum())
            + " to "
            + resource.unit().show(plan.maximum());
    return Evidence.of(
        subject, resource.metric() + ".after", plan.maximum(), resource.unit(), at, sentence);
  }

  private Evidence basis(Subject subject, Loads loads, Instant at) {
    return new Evidence(
        subject,
        resource.metric() + ".basis",
        Optional.empty(),
        resource.unit(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        at,
        loads.basis());
  }
}
