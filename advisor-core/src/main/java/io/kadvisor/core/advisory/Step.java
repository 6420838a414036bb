package io.kadvisor.core.advisory;

import io.kadvisor.core.incident.Grouping;
import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One step of all advisories of a cluster under way: it owns what changes, {@link Author} decides
 * what is said.
 */
final class Step {
  /** What an incident is about; at most one open advisory is about the same. */
  private record About(String kind, Subject subject) {
    static About of(AdvisoryId id) {
      return new About(id.kind(), id.subject());
    }

    String key() {
      return kind + "~" + subject.tag();
    }
  }

  private final SortedMap<AdvisoryId, Advisory> advisories;
  private final SortedMap<String, Integer> occurrences;
  private final Instant at;
  private final Policy policy;
  private final Ending ending;
  private final Author author;
  private final Map<About, Advisory> open = new LinkedHashMap<>();
  private final Set<AdvisoryId> told = new HashSet<>();
  private final Map<FindingId, AdvisoryId> explainedBy = new HashMap<>();
  private final List<Advisory> revisions = new ArrayList<>();
  private final List<Artefact> artefacts = new ArrayList<>();
  private final List<AdvisoryId> forgotten = new ArrayList<>();

  Step(
      SortedMap<AdvisoryId, Advisory> advisories,
      SortedMap<String, Integer> occurrences,
      Sweep sweep,
      Policy policy,
      Author author) {
    this.advisories = new TreeMap<>(advisories);
    this.occurrences = new TreeMap<>(occurrences);
    this.at = sweep.at();
    this.policy = policy;
    this.ending = new Ending(sweep, policy);
    this.author = author;
    advisories.values().stream()
        .filter(a -> !a.state().ended())
        .forEach(a -> open.put(About.of(a.id()), a));
  }

  void tell(Incident incident) {
    About about = new About(incident.kind(), incident.root());
    Advisory before = open.get(about);
    AdvisoryId id = before == null ? open(about, incident) : keep(before, incident);
    told.add(id);
    incident.findings().forEach(finding -> explainedBy.put(finding.id(), id));
  }

  private AdvisoryId open(About about, Incident incident) {
    int occurrence = occurrences.merge(about.key(), 1, Integer::sum);
    return write(author.open(incident, occurrence));
  }

  private AdvisoryId keep(Advisory advisory, Incident incident) {
    if (expired(advisory, incident)) {
      String reason = "not confirmed by anything observed since " + advisory.lastSeen();
      write(
          new Redraft(advisory, at)
              .become(AdvisoryState.EXPIRED, Author.KADVISOR, reason)
              .revision());
      return advisory.id();
    }
    Advisory awake = wake(advisory);
    author.revise(awake, incident).ifPresent(this::write);
    return advisory.id();
  }

  private boolean expired(Advisory advisory, Incident incident) {
    Instant seen = Behind.lastSeen(incident, advisory.lastSeen());
    boolean over = !at.isBefore(seen.plus(policy.scaled(policy.calm().expiry())));
    return over && advisory.state().mayBecome(AdvisoryState.EXPIRED);
  }

  private Advisory wake(Advisory advisory) {
    if (advisory.snoozedUntil().filter(until -> !at.isBefore(until)).isEmpty()) {
      return advisory;
    }
    Redraft awake = new Redraft(advisory, at).snoozedUntil(Optional.empty());
    return write(awake.note(Author.KADVISOR, "the snooze is over").revision());
  }

  /** What no incident tells any more has gone, or another advisory explains it now. */
  void endTheUntold(Grouping grouping) {
    for (Advisory advisory : open.values()) {
      if (!told.contains(advisory.id()) && !grouping.lingering().contains(advisory.id())) {
        end(advisory);
      }
    }
  }

  private void end(Advisory advisory) {
    Optional<AdvisoryId> other = explainer(advisory);
    if (other.isPresent() && advisory.state().mayBecome(AdvisoryState.MERGED)) {
      write(merged(advisory, other.get()));
    } else if (advisory.state().mayBecome(AdvisoryState.RESOLVED)) {
      write(resolved(advisory));
    }
  }

  /** The advisory that explains the root of this one. */
  private Optional<AdvisoryId> explainer(Advisory advisory) {
    return advisory.findings().stream()
        .filter(finding -> Grouping.owns(advisory.id(), finding))
        .flatMap(finding -> Optional.ofNullable(explainedBy.get(finding)).stream())
        .filter(id -> !id.equals(advisory.id()))
        .findFirst();
  }

  private Advisory merged(Advisory advisory, AdvisoryId other) {
    return new Redraft(advisory, at)
        .become(AdvisoryState.MERGED, Author.KADVISOR, "explained by " + other)
        .mergedInto(other)
        .revision();
  }

  private Advisory resolved(Advisory advisory) {
    String outcome = ending.of(advisory);
    return new Redraft(advisory, at)
        .become(AdvisoryState.RESOLVED, Author.KADVISOR, outcome)
        .outcome(outcome)
        .revision();
  }

  /**
   * Forgets what has ended for the retention time, unless it still keeps a finding silent.
   *
   * @param there findings of this sweep
   */
  void forget(Set<FindingId> there) {
    Duration retention = policy.scaled(policy.calm().retention());
    for (Advisory advisory : List.copyOf(advisories.values())) {
      boolean over =
          advisory.endedAt().filter(end -> !at.isBefore(end.plus(retention))).isPresent();
      if (over && !keepsSilent(advisory, there)) {
        advisories.remove(advisory.id());
        forgotten.add(advisory.id());
      }
    }
  }

  private static boolean keepsSilent(Advisory advisory, Set<FindingId> there) {
    boolean silences =
        advisory.state() == AdvisoryState.DISMISSED || advisory.state() == AdvisoryState.EXPIRED;
    return silences && advisory.findings().stream().anyMatch(there::contains);
  }

  private AdvisoryId write(Author.Written written) {
    artefacts.addAll(Files.artefacts(written.advisory(), written.files()));
    return write(written.advisory()).id();
  }

  private Advisory write(Advisory revision) {
    advisories.put(revision.id(), revision);
    revisions.add(revision);
    return revision;
  }

  Life life() {
    return new Life(advisories, occurrences, revisions, forgotten, artefacts);
  }
}
