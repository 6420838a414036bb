package io.kadvisor.model.advisory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One step in an advisory's life.
 *
 * @param revision dense, from 1
 * @param from absent for the opening
 * @param by who caused it: {@code kadvisor}, or the person named in a command
 * @param reason a sentence
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Transition(
    int revision,
    Instant at,
    Optional<AdvisoryState> from,
    AdvisoryState to,
    String by,
    String reason) {
  public Transition {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(to, "to");
    from = from == null ? Optional.empty() : from;
  }
}
