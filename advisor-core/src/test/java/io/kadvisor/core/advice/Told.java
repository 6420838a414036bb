package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.advisory.Transition;
import io.kadvisor.model.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Advice put into an advisory as the judgement does, for tests of the text. */
final class Told {
  private Told() {}

  static Advisory opened(Incident incident, Advice advice) {
    return advisory(
        incident,
        advice,
        1,
        AdvisoryState.OPEN,
        Shop.NOW,
        List.of(transition(1, Optional.empty(), AdvisoryState.OPEN, "kadvisor", advice.title())));
  }

  static Advisory changed(Advisory before, AdvisoryState state, String by, String reason) {
    List<Transition> transitions = new ArrayList<>(before.transitions());
    transitions.add(
        transition(before.revision() + 1, Optional.of(before.state()), state, by, reason));
    return new Advisory(
        before.v(),
        before.cluster(),
        before.clusterAlias(),
        before.id(),
        before.revision() + 1,
        state,
        before.snoozedUntil(),
        before.severity(),
        before.category(),
        before.subject(),
        before.owner(),
        before.cause(),
        before.title(),
        before.explanation(),
        before.evidence(),
        before.affected(),
        before.confidence(),
        before.impact(),
        before.forecast(),
        before.recommendation(),
        before.alternatives(),
        before.findings(),
        before.missing(),
        before.openedAt(),
        before.lastSeen(),
        before.openedAt().plusSeconds(130),
        before.endedAt(),
        before.expiresAt(),
        before.policy(),
        before.outcome(),
        before.mergedInto(),
        transitions);
  }

  private static Transition transition(
      int revision, Optional<AdvisoryState> from, AdvisoryState to, String by, String reason) {
    return new Transition(revision, Shop.NOW, from, to, by, reason);
  }

  private static Advisory advisory(
      Incident incident,
      Advice advice,
      int revision,
      AdvisoryState state,
      Instant updated,
      List<Transition> transitions) {
    return new Advisory(
        Advisory.VERSION,
        new ClusterId("shop-id"),
        "shop",
        new AdvisoryId(incident.kind(), incident.root(), 1),
        revision,
        state,
        Optional.empty(),
        incident.severity(),
        advice.category(),
        incident.root(),
        "platform",
        incident.cause(),
        advice.title(),
        advice.explanation(),
        advice.evidence(),
        advice.affected(),
        advice.confidence(),
        advice.impact(),
        advice.forecast(),
        advice.recommendation(),
        advice.alternatives(),
        incident.findings().map(Finding::id).toList(),
        advice.missing(),
        Shop.NOW,
        Shop.NOW,
        updated,
        Optional.empty(),
        Shop.NOW.plus(Duration.ofDays(7)),
        new Advisory.PolicyRef("standard", "1", 1),
        advice.outcome(),
        Optional.empty(),
        transitions);
  }

  static String brief(Incident incident, Advice advice) {
    return AdvisoryText.brief(opened(incident, advice));
  }

  /** Brief form, full form, and the files. */
  static String full(Incident incident, Advice advice) {
    StringBuilder text = new StringBuilder(brief(incident, advice)).append("\n\n----\n");
    text.append(AdvisoryText.full(opened(incident, advice)));
    advice
        .files()
        .forEach(
            file ->
                text.append("\n\n---- ")
                    .append(file.name())
                    .append('\n')
                    .append(file.content().strip()));
    return text.toString();
  }
}
