package io.kadvisor.core.judgement;

import io.kadvisor.core.advice.Advice;
import io.kadvisor.core.advice.Adviser;
import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Advice that repeats the incident; with a file as long as the test wants. */
record PlainAdviser(String file, Map<String, String> parameters) implements Adviser {
  PlainAdviser() {
    this("", Map.of());
  }

  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    return new Advice(
        incident.firstRoot().category(),
        incident.kind() + " of " + incident.root(),
        "explained",
        incident.findings().flatMap(f -> f.evidence().stream()).limit(50).toList(),
        affected(incident),
        new Advisory.Confidence(Advisory.Confidence.Level.HIGH, "seen"),
        "impact",
        "forecast",
        new Recommendation(
            "investigate",
            parameters,
            "look",
            List.of(),
            List.of(),
            List.of(),
            "none",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "look again"),
        List.of(),
        List.of(),
        file.isEmpty()
            ? List.of()
            : List.of(new Advice.File("plan.json", "application/json", file)),
        Optional.empty());
  }

  private static Advisory.Affected affected(Incident incident) {
    Map<String, PartitionRanges> partitions = new TreeMap<>();
    incident
        .findings()
        .filter(f -> f.subject().kind() == Subject.Kind.TOPIC)
        .forEach(f -> partitions.merge(f.subject().name(), f.partitions(), PartitionRanges::plus));
    List<Subject> subjects = incident.findings().map(Finding::subject).distinct().sorted().toList();
    return new Advisory.Affected(0, partitions.size(), 0, 0, subjects, partitions);
  }
}
