package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The evidence of an incident: the roots' first, then the symptoms' by severity, at most 50. */
final class EvidenceByWeight {
  static final int LIMIT = 50;

  private EvidenceByWeight() {}

  static List<Evidence> of(Incident incident) {
    return Stream.concat(
            incident.roots().stream().sorted(byWeight()),
            incident.symptoms().stream().sorted(byWeight()))
        .flatMap(finding -> finding.evidence().stream())
        .distinct()
        .limit(LIMIT)
        .toList();
  }

  private static Comparator<Finding> byWeight() {
    return Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::id);
  }
}
