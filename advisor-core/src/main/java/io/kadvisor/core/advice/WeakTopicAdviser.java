package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.FactorPlan;
import io.kadvisor.core.plan.FactorPlanner;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.policy.Policy;

/**
 * Topics with too few copies, one or many alike: one plan that adds replicas, or a setting that
 * fits them.
 */
final class WeakTopicAdviser implements PolicyAdviser {
  @Override
  public Advice advise(Incident incident, Sweep sweep, Memory memory, Policy policy) {
    ClusterView view = ClusterView.of(sweep, policy);
    WeakTopics weak = WeakTopics.of(incident, sweep);
    if (incident.firstRoot().cause().equals("rack-shared")) {
      return new RackAdvice(incident, sweep, view, weak).advice();
    }
    FactorPlan plan =
        FactorPlanner.plan(weak.wanted(), sweep.topics(), view.takers(), view.racks());
    Draft draft = Draft.about(incident).alsoAffecting(weak.partitions());
    story(draft, incident, weak, view);
    FactorSteps steps = new FactorSteps(draft, view, plan);
    if (!plan.copies().isEmpty()) {
      steps.raise();
    }
    steps.lower(weak.lowerable());
    steps.cannot(plan.impossible());
    if (plan.copies().isEmpty() && weak.lowerable().isEmpty()) {
      steps.nothingPossible();
    }
    InternalTopics.in(weak.topics().keySet()).ifPresent(internal -> internal.advise(draft));
    return draft.advice();
  }

  private static void story(Draft draft, Incident incident, WeakTopics weak, ClusterView view) {
    boolean factorLow = incident.firstRoot().cause().equals("factor-low");
    draft
        .title(factorLow ? weak.titlesOfLowFactor() : weak.titlesOfTightMinimum())
        .explain(
            factorLow
                ? "Fewer than " + Phrase.copies(weak.enough()) + ": " + weak.described() + "."
                : "min.insync.replicas leaves no copy to spare: " + weak.described() + ".",
            factorLow
                ? "With three copies a partition survives one failure during the maintenance of another broker (Kafka's and Amazon MSK's advice for production)."
                : "With acks=all a partition then refuses writes as soon as a single broker is away.",
            "Seen since " + Phrase.time(incident.firstRoot().since()) + ".")
        .confidence(Level.HIGH, "Read from the topic's replica lists and configuration.")
        .impact(weak.impact())
        .forecast(weak.forecast(view));
  }
}
