package io.kadvisor.streams.planning;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.advisory.Transition;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An advisory of the rule that its kind is named after. */
final class WantingAdvisory {
  private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");

  private WantingAdvisory() {}

  static Advisory of(ClusterId cluster, AdvisoryId id, AdvisoryState state) {
    return new Advisory(
        Advisory.VERSION,
        cluster,
        "test",
        id,
        1,
        state,
        Optional.empty(),
        Severity.WARNING,
        Category.BALANCE,
        id.subject(),
        "platform",
        "uneven-placement",
        "Uneven",
        "Uneven.",
        List.of(),
        new Advisory.Affected(0, 0, 0, 0, List.of(), Map.of()),
        new Advisory.Confidence(Advisory.Confidence.Level.HIGH, "seen"),
        "none",
        "none",
        new Recommendation(
            "reassign-partitions",
            Map.of(),
            "Move it.",
            List.of(),
            List.of(),
            List.of(),
            "none",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "look"),
        List.of(),
        List.of(new FindingId(id.kind(), id.subject())),
        List.of(),
        AT,
        AT,
        AT,
        state.ended() ? Optional.of(AT) : Optional.empty(),
        AT.plusSeconds(3600),
        new Advisory.PolicyRef("standard", "1", 1),
        Optional.empty(),
        Optional.empty(),
        List.of(new Transition(1, AT, Optional.empty(), AdvisoryState.OPEN, "kadvisor", "opened")));
  }
}
