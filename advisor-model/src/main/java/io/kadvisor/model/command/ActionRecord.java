package io.kadvisor.model.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The audit of one command: who asked for what, what it did, or why it was refused.
 *
 * @param kind the command's type, {@code acknowledge}
 * @param accepted false when the advisory's state, revision or absence forbade it
 * @param resulting the state that followed; absent when nothing changed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ActionRecord(
    int v,
    ClusterId cluster,
    AdvisoryId advisory,
    String commandId,
    String kind,
    String by,
    Instant at,
    boolean accepted,
    Optional<AdvisoryState> resulting,
    String detail) {
  /** The schema version that is written today. */
  public static final int VERSION = 1;

  public ActionRecord {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(advisory, "advisory");
    Objects.requireNonNull(commandId, "commandId");
    resulting = resulting == null ? Optional.empty() : resulting;
  }
}
