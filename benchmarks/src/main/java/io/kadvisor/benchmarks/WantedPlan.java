package io.kadvisor.benchmarks;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An open advisory that wants its cluster balanced. */
final class WantedPlan {
  private WantedPlan() {}

  static Advisory of(ClusterId cluster, Instant at) {
    AdvisoryId id = new AdvisoryId("replica-skew", Subject.CLUSTER, 1);
    Optional<String> none = Optional.empty();
    return new Advisory(
        Advisory.VERSION,
        cluster,
        "generated",
        id,
        1,
        AdvisoryState.OPEN,
        Optional.empty(),
        Severity.WARNING,
        Category.BALANCE,
        id.subject(),
        "",
        "uneven-placement",
        "",
        "",
        List.of(),
        new Advisory.Affected(0, 0, 0, 0, List.of(), Map.of()),
        new Advisory.Confidence(Advisory.Confidence.Level.HIGH, ""),
        "",
        "",
        new Recommendation(
            "move-replicas",
            Map.of(),
            "",
            List.of(),
            List.of(),
            List.of(),
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ""),
        List.of(),
        List.of(new FindingId(id.kind(), id.subject())),
        List.of(),
        at,
        at,
        at,
        Optional.empty(),
        at.plusSeconds(3600),
        new Advisory.PolicyRef("standard", "1", 1),
        none,
        Optional.empty(),
        List.of());
  }
}
