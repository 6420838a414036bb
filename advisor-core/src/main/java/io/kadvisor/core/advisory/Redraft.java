package io.kadvisor.core.advisory;

import io.kadvisor.core.advice.Advice;
import io.kadvisor.core.incident.Incident;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.advisory.Transition;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The next revision of an advisory in the making; whatever is not set stays as it was. */
final class Redraft {
  private static final int TRANSITIONS_KEPT = 50;
  private final Advisory before;
  private final Instant at;
  private AdvisoryState state;
  private Optional<Instant> snoozedUntil;
  private Severity severity;
  private Category category;
  private String owner;
  private String cause;
  private String title;
  private String explanation;
  private List<Evidence> evidence;
  private Advisory.Affected affected;
  private Advisory.Confidence confidence;
  private String impact;
  private String forecast;
  private Recommendation recommendation;
  private List<Advisory.Alternative> alternatives;
  private List<FindingId> findings;
  private List<String> missing;
  private Instant lastSeen;
  private Optional<Instant> endedAt;
  private Instant expiresAt;
  private Advisory.PolicyRef policy;
  private Optional<String> outcome;
  private Optional<AdvisoryId> mergedInto;
  private final List<Transition> transitions;

  Redraft(Advisory before, Instant at) {
    this.before = before;
    this.at = at;
    state = before.state();
    snoozedUntil = before.snoozedUntil();
    severity = before.severity();
    category = before.category();
    owner = before.owner();
    cause = before.cause();
    title = before.title();
    explanation = before.explanation();
    evidence = before.evidence();
    affected = before.affected();
    confidence = before.confidence();
    impact = before.impact();
    forecast = before.forecast();
    recommendation = before.recommendation();
    alternatives = before.alternatives();
    findings = before.findings();
    missing = before.missing();
    lastSeen = before.lastSeen();
    endedAt = before.endedAt();
    expiresAt = before.expiresAt();
    policy = before.policy();
    outcome = before.outcome();
    mergedInto = before.mergedInto();
    transitions = new ArrayList<>(before.transitions());
  }

  /**
   * Goes to another state, and says who and why.
   *
   * @throws IllegalStateException when the table of states forbids it
   */
  Redraft become(AdvisoryState next, String by, String reason) {
    if (!state.mayBecome(next)) {
      throw new IllegalStateException(before.id() + " is " + state + " and cannot become " + next);
    }
    transitions.add(
        new Transition(before.revision() + 1, at, Optional.of(state), next, by, reason));
    state = next;
    endedAt = next.ended() ? Optional.of(at) : Optional.empty();
    snoozedUntil = next.ended() ? Optional.empty() : snoozedUntil;
    return this;
  }

  /** Records something that a reader follows although the state stays. */
  Redraft note(String by, String reason) {
    transitions.add(
        new Transition(before.revision() + 1, at, Optional.of(state), state, by, reason));
    return this;
  }

  Redraft snoozedUntil(Optional<Instant> until) {
    snoozedUntil = until;
    return this;
  }

  Redraft outcome(String sentence) {
    outcome = Optional.of(sentence);
    return this;
  }

  Redraft mergedInto(AdvisoryId other) {
    mergedInto = Optional.of(other);
    return this;
  }

  /** Everything that an incident and its advice say, under this policy. */
  Redraft says(Incident incident, Advice advice, Policy inForce) {
    severity = incident.severity();
    category = advice.category();
    owner = inForce.ownerOf(incident.root());
    cause = incident.cause();
    title = advice.title();
    explanation = advice.explanation();
    evidence = advice.evidence();
    affected = advice.affected();
    confidence = advice.confidence();
    impact = advice.impact();
    forecast = advice.forecast();
    recommendation = advice.recommendation();
    alternatives = advice.alternatives();
    findings = Behind.findings(incident);
    missing = advice.missing();
    lastSeen = Behind.lastSeen(incident, before.lastSeen());
    expiresAt = lastSeen.plus(inForce.scaled(inForce.calm().expiry()));
    policy = new Advisory.PolicyRef(inForce.name(), inForce.version(), inForce.durationFactor());
    outcome = advice.outcome();
    return this;
  }

  Redraft recommending(Recommendation other) {
    recommendation = other;
    return this;
  }

  Advisory revision() {
    int from = Math.max(0, transitions.size() - TRANSITIONS_KEPT);
    return new Advisory(
        Advisory.VERSION,
        before.cluster(),
        before.clusterAlias(),
        before.id(),
        before.revision() + 1,
        state,
        snoozedUntil,
        severity,
        category,
        before.subject(),
        owner,
        cause,
        title,
        explanation,
        evidence,
        affected,
        confidence,
        impact,
        forecast,
        recommendation,
        alternatives,
        findings,
        missing,
        before.openedAt(),
        lastSeen,
        at,
        endedAt,
        expiresAt,
        policy,
        outcome,
        mergedInto,
        transitions.subList(from, transitions.size()));
  }
}
