package io.kadvisor.core.advisory;

import io.kadvisor.core.advice.Advice;
import io.kadvisor.core.advice.Adviser;
import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.advisory.Transition;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes revisions of advisories as incidents say them, and only when a reader has something from
 * it.
 */
final class Author {
  static final String KADVISOR = "kadvisor";

  /** Least time between revisions that only say more exactly who is affected; unscaled. */
  private static final Duration BETWEEN_SCOPES = Duration.ofSeconds(15);

  /** Least time between revisions that only refresh numbers; unscaled. */
  private static final Duration BETWEEN_NUMBERS = Duration.ofMinutes(5);

  /**
   * Longest time without a revision while the trouble is seen, so that expiry stays far; unscaled.
   */
  private static final Duration BETWEEN_SIGHTINGS = Duration.ofHours(1);

  /** A revision and the files that belong to it. */
  record Written(Advisory advisory, List<Advice.File> files) {}

  private final Function<String, Adviser> advisers;
  private final Changes changes;
  private final Sweep sweep;
  private final Memory memory;
  private final Policy policy;

  Author(
      Function<String, Adviser> advisers,
      Changes changes,
      Sweep sweep,
      Memory memory,
      Policy policy) {
    this.advisers = advisers;
    this.changes = changes;
    this.sweep = sweep;
    this.memory = memory;
    this.policy = policy;
  }

  /**
   * By the root's rule, which may be deeper by now than the kind that the advisory was opened with.
   */
  private Advice advise(Incident incident) {
    String rule = incident.firstRoot().rule();
    return advisers
        .apply(incident.isDigest() ? incident.kind() : rule)
        .advise(incident, sweep, memory, policy);
  }

  Written open(Incident incident, int occurrence) {
    Advice advice = advise(incident);
    Instant at = sweep.at();
    AdvisoryId id = new AdvisoryId(incident.kind(), incident.root(), occurrence);
    Instant seen = Behind.lastSeen(incident, incident.firstRoot().lastSeen());
    Advisory advisory =
        new Advisory(
            Advisory.VERSION,
            sweep.clusterId(),
            sweep.mark().alias(),
            id,
            1,
            AdvisoryState.OPEN,
            Optional.empty(),
            incident.severity(),
            advice.category(),
            incident.root(),
            policy.ownerOf(incident.root()),
            incident.cause(),
            advice.title(),
            advice.explanation(),
            advice.evidence(),
            advice.affected(),
            advice.confidence(),
            advice.impact(),
            advice.forecast(),
            Files.referring(advice),
            advice.alternatives(),
            Behind.findings(incident),
            advice.missing(),
            at,
            seen,
            at,
            Optional.empty(),
            seen.plus(policy.scaled(policy.calm().expiry())),
            new Advisory.PolicyRef(policy.name(), policy.version(), policy.durationFactor()),
            advice.outcome(),
            Optional.empty(),
            List.of(
                new Transition(
                    1, at, Optional.empty(), AdvisoryState.OPEN, KADVISOR, advice.title())));
    return new Written(advisory, advice.files());
  }

  /**
   * The next revision, if the incident says something that the last one does not. What is going
   * away is not described anew: its sentences would tell of a trouble that the sweep does not show
   * any more.
   */
  Optional<Written> revise(Advisory before, Incident incident) {
    if (incident.recovering()) {
      return Optional.empty();
    }
    String news = news(before, incident);
    boolean blind = !sweep.conclusive() && !incident.kind().equals("advisor-blind");
    if (news.isEmpty() && (blind || !mayDiffer(before, incident))) {
      return Optional.empty();
    }
    Advice advice = advise(incident);
    Advisory next = draft(before, incident, advice, news).revision();
    boolean withdrawn = next.state() != before.state();
    return withdrawn || !news.isEmpty() || worthTelling(before, next)
        ? Optional.of(new Written(next, frozen(next) ? List.of() : advice.files()))
        : Optional.empty();
  }

  /**
   * Advice for a large cluster takes a while: it is asked for only where it is likely to come out
   * another, and in each sweep where an action is about to run on it.
   */
  private boolean mayDiffer(Advisory before, Incident incident) {
    return before.state() == AdvisoryState.APPROVED
        || changes.begins(policy.scaled(BETWEEN_NUMBERS), sweep.at())
        || incident.findings().anyMatch(finding -> changes.findings().contains(finding.id()))
        || !before.findings().equals(Behind.findings(incident));
  }

  /** What is told at once; empty when nothing of that kind changed. */
  private static String news(Advisory before, Incident incident) {
    if (before.severity() != incident.severity()) {
      return "severity " + before.severity() + " → " + incident.severity();
    }
    return before.cause().equals(incident.cause())
        ? ""
        : "cause " + before.cause() + " → " + incident.cause();
  }

  private Redraft draft(Advisory before, Incident incident, Advice advice, String news) {
    Redraft draft = new Redraft(before, sweep.at()).says(incident, advice, policy);
    boolean worse = incident.severity().compareTo(before.severity()) > 0;
    if (worse) {
      draft.snoozedUntil(Optional.empty());
    }
    if (!news.isEmpty()) {
      draft.note(KADVISOR, news);
    }
    return recommend(draft, before, Files.referring(advice));
  }

  /** What was approved is what runs: other advice needs another approval. */
  private static Redraft recommend(Redraft draft, Advisory before, Recommendation now) {
    Recommendation approved = before.recommendation();
    boolean same =
        approved.action().equals(now.action()) && approved.parameters().equals(now.parameters());
    if (before.state() == AdvisoryState.APPROVED && !same) {
      draft.become(AdvisoryState.ACKNOWLEDGED, KADVISOR, "the advice changed after its approval");
      return draft.recommending(now);
    }
    return draft.recommending(frozen(before) ? approved : now);
  }

  private static boolean frozen(Advisory advisory) {
    return advisory.state() == AdvisoryState.APPROVED || advisory.state() == AdvisoryState.RUNNING;
  }

  private boolean worthTelling(Advisory before, Advisory next) {
    boolean scope =
        !before.affected().equals(next.affected())
            || !before.title().equals(next.title())
            || !before.findings().equals(next.findings());
    boolean seen = next.lastSeen().isAfter(before.lastSeen());
    return (scope && quietFor(before, BETWEEN_SCOPES))
        || (!sameNumbers(before, next) && quietFor(before, BETWEEN_NUMBERS))
        || (seen && quietFor(before, BETWEEN_SIGHTINGS));
  }

  private boolean quietFor(Advisory before, Duration time) {
    return !sweep.at().isBefore(before.updatedAt().plus(policy.scaled(time)));
  }

  private static boolean sameNumbers(Advisory before, Advisory next) {
    return sentences(before).equals(sentences(next))
        && before.explanation().equals(next.explanation());
  }

  private static List<String> sentences(Advisory advisory) {
    return advisory.evidence().stream().map(Evidence::sentence).toList();
  }
}
