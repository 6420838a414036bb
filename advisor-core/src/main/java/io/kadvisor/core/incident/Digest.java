package io.kadvisor.core.incident;

import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the number of open warnings bounded. What is open stays open until it resolves; only new
 * warnings go into the digest, and what is in it stays in it, so that nothing moves to and fro at
 * the limit.
 */
final class Digest {
  static final String KIND = "digest";
  private static final String CAUSE = "many-warnings";
  private static final Comparator<Incident> OLDEST_FIRST =
      Comparator.comparing((Incident i) -> firedAt(i.firstRoot()))
          .thenComparing(Incident::kind)
          .thenComparing(Incident::root);

  private final Told told;
  private final int above;

  Digest(Told told, int above) {
    this.told = told;
    this.above = above;
  }

  List<Incident> apply(List<Incident> incidents) {
    List<Incident> apart = new ArrayList<>();
    List<Incident> folded = new ArrayList<>();
    List<Incident> fresh = new ArrayList<>();
    incidents.forEach(i -> (isOpen(i) || !mayFold(i) ? apart : fresh).add(i));
    long free = above - apart.stream().filter(i -> i.severity() == Severity.WARNING).count();
    for (Incident incident : fresh.stream().sorted(OLDEST_FIRST).toList()) {
      boolean fold = inDigest(incident) || free <= 0;
      (fold ? folded : apart).add(incident);
      free -= fold ? 0 : 1;
    }
    if (!folded.isEmpty()) {
      apart.add(foldedInto(folded));
    }
    return apart;
  }

  private boolean isOpen(Incident incident) {
    return told.open(incident.kind(), incident.root()).isPresent();
  }

  private static boolean mayFold(Incident incident) {
    Family family = Family.of(incident.firstRoot().rule());
    return incident.severity() == Severity.WARNING
        && family != Family.BLINDNESS
        && family != Family.SILENCE;
  }

  private boolean inDigest(Incident incident) {
    Optional<Advisory> digest = told.open(KIND, Subject.CLUSTER);
    return digest.isPresent() && told.lists(digest.get().id(), incident.firstRoot().id());
  }

  private static Incident foldedInto(List<Incident> folded) {
    return new Incident(
        KIND,
        Subject.CLUSTER,
        CAUSE,
        folded.stream().flatMap(i -> i.roots().stream()).toList(),
        folded.stream().flatMap(i -> i.symptoms().stream()).toList());
  }

  private static Instant firedAt(Finding finding) {
    return finding.firedAt().orElse(finding.since());
  }
}
