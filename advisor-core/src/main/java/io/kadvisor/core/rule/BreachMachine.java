package io.kadvisor.core.rule;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Finding.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far a breach has come: clear → pending → firing → recovering → clear. An absent finding is a
 * clear one. Pure; the clock is the sweep's.
 *
 * <ul>
 *   <li>A breach is pending until it has lasted its hold time, then firing; with no hold time it
 *       fires at once.
 *   <li>A pending breach that is not the same any more, as the rule sees sameness, begins anew. So
 *       does one whose cause so far excused it.
 *   <li>A breach that is told and whose numbers must stand still is clear once one of them has
 *       moved.
 *   <li>A firing breach keeps its cause when another one is seen of which only its lasting speaks.
 *   <li>A breach while recovering is the old one again, with its old beginning.
 *   <li>Clear ends a pending breach; a firing one recovers until the condition has not been seen
 *       for the keep time.
 *   <li>Hold keeps the state; for a firing breach the keep time begins anew.
 *   <li>Unknown changes nothing: nothing begins and nothing recovers on what was not observed.
 *   <li>Hold and unknown may be about some causes only; a finding of another one is clear.
 *   <li>So may a breach; a finding of another one that points at other brokers is another trouble,
 *       and the breach begins anew.
 * </ul>
 *
 * @param at the time of the sweep that is judged
 */
public record BreachMachine(RuleDefinition rule, Settings settings, ClusterId cluster, Instant at) {

  /** What becomes of the finding; absent when it is over or never began. */
  public Optional<Finding> next(Optional<Finding> previous, Assessment assessment) {
    return switch (assessment.verdict()) {
      case BREACH ->
          previous.filter(f -> gotOn(f, assessment)).isPresent()
              ? previous.flatMap(this::cleared)
              : Optional.of(breach(previous, assessment));
      case HOLD -> previous.flatMap(f -> about(f, assessment) ? Optional.of(held(f)) : cleared(f));
      case CLEAR -> previous.flatMap(this::cleared);
      case UNKNOWN -> previous.flatMap(f -> about(f, assessment) ? previous : cleared(f));
    };
  }

  private static boolean about(Finding finding, Assessment assessment) {
    return assessment.isAbout(finding.cause());
  }

  /** Told because numbers stood still, of which one has moved since. */
  private static boolean gotOn(Finding finding, Assessment now) {
    return finding.active()
        && now.lasting() == Assessment.Lasting.NUMBERS
        && finding.evidence().stream()
            .anyMatch(before -> now.evidence().stream().anyMatch(after -> moved(before, after)));
  }

  /** A number that only one of them has, as of a throttle that was taken off, has not moved. */
  private static boolean moved(Evidence before, Evidence after) {
    return before.metric().equals(after.metric())
        && before.subject().equals(after.subject())
        && !before.value().equals(after.value());
  }

  private Finding breach(Optional<Finding> previous, Assessment assessment) {
    Optional<Finding> same = previous.filter(f -> !anotherTrouble(f, assessment));
    Optional<Finding> fires = same.filter(f -> f.active() && othersCause(f, assessment));
    return fires.map(this::held).orElseGet(() -> seen(same, assessment));
  }

  /** Seen for another reason on other brokers, after one that does not turn into it. */
  private static boolean anotherTrouble(Finding finding, Assessment now) {
    return !now.isAbout(finding.cause())
        && !now.brokers().isEmpty()
        && Collections.disjoint(finding.brokers(), now.brokers());
  }

  /** Another cause that has to last itself before it is believed: nothing says yet that it does. */
  private static boolean othersCause(Finding firing, Assessment now) {
    return lastsAlone(now.lasting()) && !firing.cause().equals(now.cause());
  }

  private static boolean lastsAlone(Assessment.Lasting lasting) {
    return switch (lasting) {
      case CONDITION, CAUSE, BROKERS -> false;
      case PARTITIONS, NUMBERS -> true;
    };
  }

  private Finding seen(Optional<Finding> previous, Assessment assessment) {
    Instant since =
        previous.filter(f -> f.active() || same(f, assessment)).map(Finding::since).orElse(at);
    Optional<Instant> firedAt = previous.filter(Finding::active).flatMap(Finding::firedAt);
    if (firedAt.isEmpty() && hasLasted(since, assessment.hold().orElseGet(settings::hold))) {
      firedAt = Optional.of(at);
    }
    Set<BrokerId> brokers = new TreeSet<>(assessment.brokers());
    if (firedAt.isEmpty() && assessment.lasting() == Assessment.Lasting.BROKERS) {
      previous.filter(f -> same(f, assessment)).ifPresent(f -> brokers.retainAll(f.brokers()));
    }
    return new Finding(
        Finding.VERSION,
        cluster,
        rule.name(),
        assessment.subject(),
        firedAt.isPresent() ? State.FIRING : State.PENDING,
        rule.category(),
        assessment.severity(),
        assessment.cause(),
        assessment.partitions(),
        brokers,
        assessment.evidence(),
        assessment.missing(),
        since,
        firedAt,
        at,
        at,
        settings.policy().version());
  }

  /** True when what is pending is what is seen now. */
  private static boolean same(Finding pending, Assessment now) {
    return !now.excused().contains(pending.cause()) && isUnchanged(pending, now);
  }

  private static boolean isUnchanged(Finding pending, Assessment now) {
    return switch (now.lasting()) {
      case CONDITION -> true;
      case CAUSE -> pending.cause().equals(now.cause());
      case BROKERS -> !Collections.disjoint(pending.brokers(), now.brokers());
      case PARTITIONS -> pending.partitions().equals(now.partitions());
      case NUMBERS -> numbers(pending.evidence()).equals(numbers(now.evidence()));
    };
  }

  private static List<Optional<Double>> numbers(List<Evidence> evidence) {
    return evidence.stream().map(Evidence::value).toList();
  }

  private Finding held(Finding finding) {
    return finding.state() == State.FIRING ? inState(finding, State.FIRING, at) : finding;
  }

  private Optional<Finding> cleared(Finding finding) {
    return switch (finding.state()) {
      case PENDING -> Optional.empty();
      case FIRING -> settings.keep().isZero() ? Optional.empty() : Optional.of(recovering(finding));
      case RECOVERING ->
          hasLasted(finding.lastSeen(), settings.keep()) ? Optional.empty() : Optional.of(finding);
    };
  }

  private Finding recovering(Finding finding) {
    return inState(finding, State.RECOVERING, finding.lastSeen());
  }

  private boolean hasLasted(Instant since, Duration time) {
    return Duration.between(since, at).compareTo(time) >= 0;
  }

  private Finding inState(Finding finding, State state, Instant lastSeen) {
    return new Finding(
        finding.v(),
        cluster,
        finding.rule(),
        finding.subject(),
        state,
        finding.category(),
        finding.severity(),
        finding.cause(),
        finding.partitions(),
        finding.brokers(),
        finding.evidence(),
        finding.missing(),
        finding.since(),
        finding.firedAt(),
        lastSeen,
        at,
        settings.policy().version());
  }
}
