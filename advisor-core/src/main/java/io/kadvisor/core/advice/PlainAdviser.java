package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;

/** For a kind without an adviser of its own: what the findings say, and nothing invented. */
final class PlainAdviser implements Adviser {
  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    String subject = Phrase.capital(incident.root().toString());
    return Draft.about(incident)
        .title(
            subject + ": " + incident.kind() + " (" + incident.cause() + ")",
            incident.kind() + " (" + incident.cause() + ")")
        .explain(
            subject
                + " shows "
                + incident.kind()
                + " since "
                + Phrase.time(incident.firstRoot().since())
                + ".")
        .confidence(Level.MEDIUM, "As sure as the evidence below.")
        .impact("See the evidence.")
        .forecast("Not computed for this kind.")
        .action("investigate", "Read the evidence.")
        .step(
            "Look at " + incident.root() + ".",
            KafkaCommands.of(ClusterView.of(sweep)).partitions("--under-replicated-partitions"))
        .verify("The advisory resolves by itself.")
        .advice();
  }
}
