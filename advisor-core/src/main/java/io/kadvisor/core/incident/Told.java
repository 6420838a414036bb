package io.kadvisor.core.incident;

import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What has been told already, and what a person does not want to be told again. */
final class Told {
  private final List<Advisory> open = new ArrayList<>();
  private final Map<Subject, List<Advisory>> openOn = new HashMap<>();
  private final Map<FindingId, List<Advisory>> openBy = new HashMap<>();
  private final Map<FindingId, List<Advisory>> silencedBy = new HashMap<>();

  Told(Collection<Advisory> advisories) {
    for (Advisory advisory : advisories) {
      if (!advisory.state().ended()) {
        open.add(advisory);
        openOn
            .computeIfAbsent(advisory.id().subject(), subject -> new ArrayList<>(1))
            .add(advisory);
        index(advisory, openBy);
      } else if (silences(advisory.state()) || scaled(advisory)) {
        index(advisory, silencedBy);
      }
    }
  }

  /** A step of scaling that ended: its successor waits. */
  private static boolean scaled(Advisory advisory) {
    return advisory.state() == AdvisoryState.RESOLVED
        && advisory.id().kind().equals(Family.Rules.CAPACITY);
  }

  private static boolean silences(AdvisoryState state) {
    return state == AdvisoryState.DISMISSED
        || state == AdvisoryState.EXPIRED
        || state == AdvisoryState.VERIFIED;
  }

  private static void index(Advisory advisory, Map<FindingId, List<Advisory>> by) {
    advisory
        .findings()
        .forEach(id -> by.computeIfAbsent(id, key -> new ArrayList<>(1)).add(advisory));
  }

  List<Advisory> open() {
    return open;
  }

  Optional<Advisory> open(String kind, Subject subject) {
    return openOn(subject).filter(a -> a.id().kind().equals(kind)).findFirst();
  }

  /** The open advisory of the rule's family on the subject. */
  Optional<Advisory> openRelative(String rule, Subject subject) {
    return openOn(subject).filter(a -> Family.related(rule, a.id().kind())).findFirst();
  }

  private Stream<Advisory> openOn(Subject subject) {
    return openOn.getOrDefault(subject, List.of()).stream();
  }

  /** True when the finding is told as a root: by itself, in a fold or in the digest. */
  boolean toldAsRoot(FindingId finding) {
    return openBy.getOrDefault(finding, List.of()).stream().anyMatch(a -> owns(a.id(), finding));
  }

  /** Open advisories that name the finding, as a root or as a symptom. */
  List<Advisory> listing(FindingId finding) {
    return openBy.getOrDefault(finding, List.of());
  }

  boolean lists(AdvisoryId advisory, FindingId finding) {
    return openBy.getOrDefault(finding, List.of()).stream().anyMatch(a -> a.id().equals(advisory));
  }

  /** True when the finding is of the advisory's own trouble and not only a symptom of it. */
  static boolean owns(AdvisoryId advisory, FindingId finding) {
    if (advisory.kind().equals(Digest.KIND)) {
      return true;
    }
    Family family = Family.of(advisory.kind());
    if (family == Family.PERFORMANCE && Family.of(finding.rule()) == Family.PARTITIONS) {
      return true;
    }
    if (Slowdown.owns(advisory.kind(), finding)) {
      return true;
    }
    boolean sameSubject = advisory.subject().equals(finding.subject());
    return Family.related(advisory.kind(), finding.rule())
        && (sameSubject || family == Family.CONFIGURATION || Zone.isKind(advisory.kind()));
  }

  /**
   * True while the run of the finding that a person dismissed, that expired or that an action ended
   * still lasts, and while the last step of scaling for the same want is too young for another.
   */
  boolean silenced(Finding finding, Instant at, Policy policy) {
    return silencedBy.getOrDefault(finding.id(), List.of()).stream()
        .anyMatch(a -> owns(a.id(), finding.id()) && silences(a, finding, at, policy));
  }

  private static boolean silences(Advisory advisory, Finding finding, Instant at, Policy policy) {
    Instant ended = advisory.endedAt().orElse(advisory.updatedAt());
    return switch (advisory.state()) {
      case DISMISSED ->
          !finding.since().isAfter(ended) && finding.severity().compareTo(advisory.severity()) <= 0;
      case EXPIRED -> !finding.lastSeen().isAfter(ended);
      case VERIFIED ->
          !finding.since().isAfter(ended)
              && at.isBefore(ended.plus(policy.scaled(policy.calm().cooldown())));
      case RESOLVED ->
          advisory.cause().equals(finding.cause())
              && finding.severity() != Severity.CRITICAL
              && at.isBefore(ended.plus(policy.scaled(policy.capacity().cooldown())));
      case OPEN, ACKNOWLEDGED, APPROVED, RUNNING, FAILED, INEFFECTIVE, MERGED -> false;
    };
  }
}
