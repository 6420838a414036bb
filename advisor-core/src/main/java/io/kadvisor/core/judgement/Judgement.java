package io.kadvisor.core.judgement;

import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.command.ActionRecord;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import java.util.List;

/**
 * What one judgement changed, in the order to be written.
 *
 * @param findings new or changed in a durable field
 * @param cleared findings that ended: tombstones
 * @param advisories each new revision, oldest first
 * @param forgotten ended advisories whose retention is over: tombstones
 * @param actions the audit of the commands that took effect
 */
public record Judgement(
    ClusterState state,
    List<Finding> findings,
    List<FindingId> cleared,
    List<Advisory> advisories,
    List<AdvisoryId> forgotten,
    List<Artefact> artefacts,
    List<ActionRecord> actions) {
  public Judgement {
    findings = List.copyOf(findings);
    cleared = List.copyOf(cleared);
    advisories = List.copyOf(advisories);
    forgotten = List.copyOf(forgotten);
    artefacts = List.copyOf(artefacts);
    actions = List.copyOf(actions);
  }

  /** A judgement that changed nothing. */
  public static Judgement nothing(ClusterState state) {
    return new Judgement(state, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }
}
