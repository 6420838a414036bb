package io.kadvisor.api.http;

import io.kadvisor.api.health.Blindness;
import io.kadvisor.api.health.OffRules;
import io.kadvisor.api.health.Sight;
import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.api.read.LastSweep;
import io.kadvisor.api.read.Tally;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.SweepMark;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster at a glance.
 *
 * @param state the worst that is open, or that nothing is known
 * @param asOf the last sweep that could read the cluster
 * @param sweepIntervalMillis between the last two sweeps
 * @param staleAfterMillis without a sweep that long, what is shown is not current
 * @param brokersUp listed by the controller
 * @param brokersKnown listed, fenced and absent ones
 * @param open advisories that have not ended, by severity; snoozed ones not counted
 */
record ClusterView(
    String cluster,
    String alias,
    State state,
    Optional<Blindness> blind,
    Optional<Instant> asOf,
    Optional<Instant> lastSweep,
    Optional<Long> sweepIntervalMillis,
    Optional<Long> staleAfterMillis,
    Optional<Integer> controller,
    Optional<Integer> brokersUp,
    int brokersKnown,
    int topics,
    int partitions,
    int offline,
    int underReplicated,
    int underMinIsr,
    int groups,
    Map<Severity, Long> open,
    long snoozed,
    List<SweepMark.SourceStatus> sources,
    List<OffRules.UnseenFact> unseen) {

  /** In rising order of trouble, then what cannot be said. */
  enum State {
    CALM,
    NOTICE,
    WARNING,
    CRITICAL,
    /** No sweep has been read yet, or not all that there was at the start. */
    STARTING,
    /** What is shown is old. */
    BLIND
  }

  static ClusterView of(ClusterBook book, Sight sight) {
    Tally tally = book.tally();
    Optional<LastSweep> last = book.lastSweep();
    Optional<Blindness> blind = sight.blind(book);
    Map<Severity, Long> open = open(book, sight.now());
    Optional<ClusterSample> sample = book.sample();
    return new ClusterView(
        book.id().value(),
        book.alias(),
        state(blind, last, open),
        blind,
        book.lastSeen(),
        last.map(sweep -> sweep.mark().sweepAt()),
        last.map(sweep -> sweep.interval().toMillis()),
        last.map(sweep -> sweep.patience().toMillis()),
        sample.flatMap(ClusterSample::controller).map(BrokerId::value),
        sample.map(s -> s.brokers().size()),
        book.brokers().size(),
        tally.topics(),
        tally.partitions(),
        tally.offline(),
        tally.underReplicated(),
        tally.underMinIsr(),
        book.groups().size(),
        open,
        living(book).filter(a -> snoozed(a, sight.now())).count(),
        last.map(sweep -> sweep.mark().sources()).orElse(List.of()),
        OffRules.unseen(book));
  }

  static Map<Severity, Long> open(ClusterBook book, Instant now) {
    Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      counts.put(severity, 0L);
    }
    living(book)
        .filter(a -> !snoozed(a, now))
        .forEach(a -> counts.merge(a.severity(), 1L, Long::sum));
    return counts;
  }

  static State state(
      Optional<Blindness> blind, Optional<LastSweep> last, Map<Severity, Long> open) {
    if (blind.isPresent()) {
      return blind.get().starts() ? State.STARTING : State.BLIND;
    }
    if (last.isEmpty()) {
      return State.STARTING;
    }
    return open.entrySet().stream()
        .filter(count -> count.getValue() > 0)
        .map(Map.Entry::getKey)
        .max(Severity::compareTo)
        .map(worst -> State.valueOf(worst.name()))
        .orElse(State.CALM);
  }

  private static Stream<Advisory> living(ClusterBook book) {
    return book.advisories().stream().filter(a -> !a.state().ended());
  }

  private static boolean snoozed(Advisory advisory, Instant now) {
    return advisory.snoozedUntil().filter(now::isBefore).isPresent();
  }
}
