package io.kadvisor.model.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.AdvisoryId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One part of the plan of an advisory, as the topic of plans has it. Parts of one plan have its id
 * and are written together; the plan is there when all are.
 *
 * @param plan another plan has another id
 * @param part from 0 to {@code parts − 1}
 * @param madeAt time of the sweep that the plan starts from
 * @param summary in part 0
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlanPart(
    int v,
    ClusterId cluster,
    AdvisoryId advisory,
    String plan,
    int part,
    int parts,
    Instant madeAt,
    Optional<PlanSummary> summary,
    List<PlanWave> waves,
    List<BrokerChange> brokers,
    List<ModelError> errors,
    List<PlanStep> steps,
    List<PlanText> texts) {
  /** The schema version that is written today. */
  public static final int VERSION = 1;

  public PlanPart {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(advisory, "advisory");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(madeAt, "madeAt");
    if (part < 0 || part >= parts) {
      throw new IllegalArgumentException("part " + part + " of " + parts);
    }
    summary = summary == null ? Optional.empty() : summary;
    waves = waves == null ? List.of() : List.copyOf(waves);
    brokers = brokers == null ? List.of() : List.copyOf(brokers);
    errors = errors == null ? List.of() : List.copyOf(errors);
    steps = steps == null ? List.of() : List.copyOf(steps);
    texts = texts == null ? List.of() : List.copyOf(texts);
  }
}
