package io.kadvisor.core.advisory;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The findings behind an advisory. */
final class Behind {
  /** Share of an advisory's 256 KB for the ids of its findings, in characters. */
  private static final int ROOM = 48 * 1024;

  private Behind() {}

  /** Roots first, in an order that does not change from sweep to sweep, as many as have room. */
  static List<FindingId> findings(Incident incident) {
    List<FindingId> ids = new ArrayList<>();
    int room = ROOM;
    for (Finding finding : inOrder(incident)) {
      room -= finding.rule().length() + finding.subject().tag().length() + 32;
      if (room >= 0) {
        ids.add(finding.id());
      }
    }
    return ids;
  }

  private static List<Finding> inOrder(Incident incident) {
    List<Finding> ordered = new ArrayList<>(sorted(incident.roots()));
    ordered.addAll(sorted(incident.symptoms()));
    return ordered;
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream().sorted(Comparator.comparing(Finding::id)).toList();
  }

  /** When a root was last observed, but not before a time that is known already. */
  static Instant lastSeen(Incident incident, Instant atLeast) {
    return incident.roots().stream()
        .map(Finding::lastSeen)
        .filter(seen -> seen.isAfter(atLeast))
        .max(Comparator.naturalOrder())
        .orElse(atLeast);
  }
}
