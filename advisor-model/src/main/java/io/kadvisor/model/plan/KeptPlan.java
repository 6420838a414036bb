package io.kadvisor.model.plan;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.AdvisoryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A whole plan as it was shown.
 *
 * @param id names it wherever it is spoken of
 * @param madeAt time of the sweep that it starts from
 * @param brokers those that the plan knows, by id
 * @param errors of the model; none where no broker measures its own traffic
 * @param steps wave by wave
 * @param texts by name
 */
public record KeptPlan(
    ClusterId cluster,
    AdvisoryId advisory,
    String id,
    Instant madeAt,
    PlanSummary summary,
    List<PlanWave> waves,
    List<BrokerChange> brokers,
    List<ModelError> errors,
    List<PlanStep> steps,
    Map<String, String> texts) {
  public KeptPlan {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(advisory, "advisory");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(madeAt, "madeAt");
    Objects.requireNonNull(summary, "summary");
    waves = List.copyOf(waves);
    brokers = List.copyOf(brokers);
    errors = List.copyOf(errors);
    steps = List.copyOf(steps);
    texts = Map.copyOf(texts);
  }

  /** The plan that the parts are of; absent while one is missing. */
  public static Optional<KeptPlan> of(Collection<PlanPart> some) {
    List<PlanPart> parts = some.stream().sorted(Comparator.comparingInt(PlanPart::part)).toList();
    if (parts.isEmpty()
        || parts.get(0).summary().isEmpty()
        || parts.size() != parts.get(0).parts()
        || parts.stream().map(PlanPart::plan).distinct().count() > 1) {
      return Optional.empty();
    }
    PlanPart first = parts.get(0);
    return Optional.of(
        new KeptPlan(
            first.cluster(),
            first.advisory(),
            first.plan(),
            first.madeAt(),
            first.summary().get(),
            parts.stream().flatMap(part -> part.waves().stream()).toList(),
            parts.stream().flatMap(part -> part.brokers().stream()).toList(),
            parts.stream().flatMap(part -> part.errors().stream()).toList(),
            parts.stream().flatMap(part -> part.steps().stream()).toList(),
            texts(parts)));
  }

  private static Map<String, String> texts(List<PlanPart> parts) {
    return parts.stream()
        .flatMap(part -> part.texts().stream())
        .collect(
            Collectors.toMap(
                PlanText::name, PlanText::content, String::concat, LinkedHashMap::new));
  }

  /** The records of it, each small enough for its topic. */
  public List<PlanPart> parts() {
    return new PlanCutter(this).parts();
  }

  /** Steps of one wave. */
  public List<PlanStep> stepsOf(int wave) {
    return steps.stream().filter(step -> step.wave() == wave).toList();
  }

  /** The same, but in the place of another one. */
  public KeptPlan inPlaceOf(PlanSummary.Replaced other) {
    PlanSummary replacing = summary.inPlaceOf(other);
    return new KeptPlan(
        cluster, advisory, id, madeAt, replacing, waves, brokers, errors, steps, texts);
  }

  /** Brokers that the plan counts on, by id. */
  public List<Integer> brokerIds() {
    List<Integer> ids = new ArrayList<>();
    brokers.forEach(change -> ids.add(change.broker().value()));
    return ids;
  }
}
