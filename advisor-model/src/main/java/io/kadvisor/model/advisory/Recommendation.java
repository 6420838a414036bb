package io.kadvisor.model.advisory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What to do, so that a person can do it at 3 a.m.
 *
 * @param action the kind of action, {@code restart-broker}, {@code reassign-partitions}, {@code
 *     investigate}
 * @param parameters of the action, for machines
 * @param steps in order
 * @param artefacts files on the {@code artefacts} topic that the steps name
 * @param duration expected; absent when unknown
 * @param costChange a sentence; absent when it costs nothing
 * @param verify how to see that it worked
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Recommendation(
    String action,
    Map<String, String> parameters,
    String summary,
    List<Step> steps,
    List<ArtefactRef> artefacts,
    List<String> preconditions,
    String risk,
    Optional<Duration> duration,
    Optional<String> costChange,
    Optional<String> rollback,
    String verify) {

  /** One step: what, and where possible the command that does it. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Step(String what, Optional<String> command) {
    public Step {
      Objects.requireNonNull(what, "what");
      command = command == null ? Optional.empty() : command;
    }

    public static Step of(String what) {
      return new Step(what, Optional.empty());
    }

    public static Step of(String what, String command) {
      return new Step(what, Optional.of(command));
    }
  }

  /**
   * A file that belongs to the advice: key part on the {@code artefacts} topic, type, size and
   * number of parts.
   */
  public record ArtefactRef(String name, String mediaType, int bytes, int parts) {}

  public Recommendation {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(risk, "risk");
    Objects.requireNonNull(verify, "verify");
    parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    steps = steps == null ? List.of() : List.copyOf(steps);
    artefacts = artefacts == null ? List.of() : List.copyOf(artefacts);
    preconditions = preconditions == null ? List.of() : List.copyOf(preconditions);
    duration = duration == null ? Optional.empty() : duration;
    costChange = costChange == null ? Optional.empty() : costChange;
    rollback = rollback == null ? Optional.empty() : rollback;
  }
}
