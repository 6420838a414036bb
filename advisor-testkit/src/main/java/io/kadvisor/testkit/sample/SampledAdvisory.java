package io.kadvisor.testkit.sample;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.advisory.Recommendation.ArtefactRef;
import io.kadvisor.model.advisory.Transition;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An advisory as tests make it: a warning of the rule that its kind is named after, in its first
 * revision, until told otherwise.
 */
public final class SampledAdvisory {
  private static final Duration EXPIRY = Duration.ofHours(1);

  private final ClusterId cluster;
  private final AdvisoryId id;
  private final Instant openedAt;
  private int revision = 1;
  private Instant updatedAt;
  private AdvisoryState state = AdvisoryState.OPEN;
  private Category category = Category.AVAILABILITY;
  private String cause = "unknown";
  private String explanation = "It was seen.";
  private List<Evidence> evidence = List.of();
  private List<ArtefactRef> files = List.of();
  private String action = "none";
  private Map<String, String> parameters = Map.of();
  private List<FindingId> findings;

  private SampledAdvisory(ClusterId cluster, AdvisoryId id, Instant openedAt) {
    this.cluster = cluster;
    this.id = id;
    this.openedAt = openedAt;
    updatedAt = openedAt;
    findings = List.of(new FindingId(id.kind(), id.subject()));
  }

  public static SampledAdvisory opened(ClusterId cluster, AdvisoryId id, Instant at) {
    return new SampledAdvisory(cluster, id, at);
  }

  /** Its latest revision, and when that was. */
  public SampledAdvisory revised(int number, Instant at) {
    revision = number;
    updatedAt = at;
    return this;
  }

  public SampledAdvisory in(AdvisoryState other) {
    state = other;
    return this;
  }

  public SampledAdvisory caused(Category of, String by) {
    category = of;
    cause = by;
    return this;
  }

  public SampledAdvisory explained(String text) {
    explanation = text;
    return this;
  }

  public SampledAdvisory evidence(Evidence... seen) {
    evidence = List.of(seen);
    return this;
  }

  /** What to do, for machines. */
  public SampledAdvisory recommending(String what, Map<String, String> with) {
    action = what;
    parameters = Map.copyOf(with);
    return this;
  }

  /** What it is about, the root first. */
  public SampledAdvisory findings(FindingId... found) {
    findings = List.of(found);
    return this;
  }

  public SampledAdvisory files(ArtefactRef... added) {
    files = List.of(added);
    return this;
  }

  public Advisory advisory() {
    return new Advisory(
        Advisory.VERSION,
        cluster,
        "test",
        id,
        revision,
        state,
        Optional.empty(),
        Severity.WARNING,
        category,
        id.subject(),
        "platform",
        cause,
        "Advice on " + id.subject().tag(),
        explanation,
        evidence,
        new Advisory.Affected(0, 0, 0, 0, List.of(), Map.of()),
        new Advisory.Confidence(Advisory.Confidence.Level.HIGH, "seen"),
        "none",
        "none",
        recommendation(),
        List.of(),
        findings,
        List.of(),
        openedAt,
        updatedAt,
        updatedAt,
        state.ended() ? Optional.of(updatedAt) : Optional.empty(),
        updatedAt.plus(EXPIRY),
        new Advisory.PolicyRef("standard", "1", 1),
        Optional.empty(),
        Optional.empty(),
        transitions());
  }

  private Recommendation recommendation() {
    return new Recommendation(
        action,
        parameters,
        "Look at it.",
        List.of(),
        files,
        List.of(),
        "none",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "look");
  }

  /** The opening, and the latest where that is another one. */
  private List<Transition> transitions() {
    List<Transition> transitions = new ArrayList<>();
    transitions.add(
        new Transition(
            1, openedAt, Optional.empty(), AdvisoryState.OPEN, "kadvisor", "it was seen"));
    if (revision > 1) {
      transitions.add(
          new Transition(
              revision,
              updatedAt,
              Optional.of(AdvisoryState.OPEN),
              state,
              "kadvisor",
              "it was seen again"));
    }
    return transitions;
  }
}
