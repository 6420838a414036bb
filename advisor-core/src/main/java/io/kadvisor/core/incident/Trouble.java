package io.kadvisor.core.incident;

import io.kadvisor.core.incident.Family.Rules;
import io.kadvisor.core.memory.BrokerMemory;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A broker that is away, silent, or just back, as a possible root of what is seen around it.
 *
 * @param standing whether it is told
 * @param start first sign of it
 * @param symptomsUntil what began later is not its symptom: absent while the trouble lasts
 * @param caughtUpAt replicas that it lacks since later have another reason: absent while it has not
 *     caught up
 */
record Trouble(
    BrokerId broker,
    Standing standing,
    Instant start,
    Optional<Instant> symptomsUntil,
    Optional<Instant> caughtUpAt) {

  /** How sure it is that the broker is a root. */
  enum Standing {
    /** It has an advisory, or gets it now. */
    TOLD,
    /** Its advisory is open, though it is back: replicas catch up. */
    LINGERING,
    /** It may yet turn out to be a root, or a restart that nobody needs to hear of. */
    DOUBT
  }

  /** The broker's trouble, if it has one. */
  static Optional<Trouble> of(BrokerId broker, Scene scene, Optional<BlindTime> blind) {
    Optional<Finding> finding =
        scene
            .finding(Rules.BROKER_SILENT, Subject.of(broker))
            .filter(
                found -> !found.cause().equals(Rules.PROBE_UNANSWERED) || scene.tellable(found));
    BrokerMemory memory = scene.memory().of(broker);
    Optional<Instant> awayFrom = first(memory.awaySince(), memory.silentSince());
    if (finding.isPresent()) {
      return Optional.of(found(broker, finding.get(), scene, blind));
    }
    return awayFrom.isPresent()
        ? awayFrom.flatMap(from -> unexplained(broker, from, scene))
        : memory.returnedAt().flatMap(back -> returned(broker, back, scene));
  }

  private static Trouble found(
      BrokerId broker, Finding finding, Scene scene, Optional<BlindTime> blind) {
    BrokerMemory memory = scene.memory().of(broker);
    Optional<Instant> awayFrom = first(memory.awaySince(), memory.silentSince());
    boolean underBlindness =
        blind.isPresent() && blind.get().covers(finding) && !scene.told().toldAsRoot(finding.id());
    boolean told = scene.tellable(finding) && !underBlindness;
    Instant start = first(awayFrom, Optional.of(finding.since())).orElseThrow();
    Optional<Instant> returned = awayFrom.isPresent() ? Optional.empty() : memory.returnedAt();
    return new Trouble(
        broker,
        told ? Standing.TOLD : Standing.DOUBT,
        start,
        returned.map(back -> back.plus(scene.settle())),
        returned.flatMap(back -> memory.caughtUpAt()));
  }

  /** Away without a finding: a planned restart, as long as one may last. */
  private static Optional<Trouble> unexplained(BrokerId broker, Instant from, Scene scene) {
    Instant patience = from.plus(scene.plannedRestart()).plus(scene.aftermath());
    return Optional.of(
            new Trouble(broker, Standing.DOUBT, from, Optional.empty(), Optional.empty()))
        .filter(trouble -> scene.at().isBefore(patience));
  }

  /**
   * Back without a finding: when it went is no longer known, so a restart's length before its
   * return is taken.
   */
  private static Optional<Trouble> returned(BrokerId broker, Instant back, Scene scene) {
    Duration restart = scene.plannedRestart();
    Optional<Advisory> open = scene.openSilence(broker);
    Standing standing = open.isPresent() ? Standing.LINGERING : Standing.DOUBT;
    return Optional.of(
            new Trouble(
                broker,
                standing,
                back.minus(restart),
                Optional.of(back.plus(scene.settle())),
                scene.memory().of(broker).caughtUpAt()))
        .filter(trouble -> scene.at().isBefore(back.plus(scene.aftermath())));
  }

  /**
   * True when what began then can come from this trouble; replicas of a dead broker may have lagged
   * before.
   */
  boolean mayStillCause(Instant since) {
    return symptomsUntil.map(end -> !since.isAfter(end)).orElse(true);
  }

  /** The same of replicas that the broker lacks. */
  boolean mayStillLack(Instant since) {
    return mayStillCause(since) && caughtUpAt.map(end -> !since.isAfter(end)).orElse(true);
  }

  boolean mayHaveCaused(Instant since) {
    return !since.isBefore(start) && mayStillCause(since);
  }

  private static Optional<Instant> first(Optional<Instant> a, Optional<Instant> b) {
    return Stream.of(a, b).flatMap(Optional::stream).min(Instant::compareTo);
  }
}
