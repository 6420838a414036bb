package io.kadvisor.core.memory;

import io.kadvisor.core.sweep.OutOfSync;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Moves on what is remembered of how brokers usually behave. While a broker is away, silent or just
 * back, its replicas come and go for that reason: nothing is learnt of it then.
 */
final class HabitAdvance {
  private final Sweep sweep;
  private final MemorySpans spans;
  private final OutOfSync out;

  HabitAdvance(Sweep sweep, MemorySpans spans) {
    this.sweep = sweep;
    this.spans = spans;
    this.out = OutOfSync.of(sweep);
  }

  /** Changes those in place that have changed. */
  void move(SortedMap<BrokerId, BrokerMemory> brokers) {
    boolean anyTroubled = brokers.values().stream().anyMatch(this::troubled);
    for (BrokerSample seen : sweep.brokers().values()) {
      brokers.computeIfPresent(seen.broker(), (id, before) -> after(seen, before, anyTroubled));
    }
  }

  private BrokerMemory after(BrokerSample seen, BrokerMemory before, boolean anyTroubled) {
    BrokerMemory after =
        troubled(before)
            ? before.with(Optional.empty(), Optional.empty(), before.pace())
            : before.with(isr(seen, before), led(seen, before, anyTroubled), pace(seen, before));
    BrokerMemory whole = catchesUp(seen, after) ? after.caughtUp(Optional.of(sweep.at())) : after;
    return whole.equals(before) ? before : whole;
  }

  /** It is back, and no leader misses a replica of it any more. */
  private boolean catchesUp(BrokerSample seen, BrokerMemory broker) {
    return broker.returnedAt().isPresent()
        && broker.caughtUpAt().isEmpty()
        && !broker.away()
        && !broker.silent()
        && out.count(seen.broker()) == 0;
  }

  private boolean troubled(BrokerMemory broker) {
    return broker.troubled(sweep.at(), spans.habits().settle());
  }

  private Optional<IsrHistory> isr(BrokerSample seen, BrokerMemory before) {
    Set<BrokerId> leaders = out.leaders(seen.broker()).keySet();
    int leader = leaders.size() == 1 ? leaders.iterator().next().value() : IsrHistory.SEVERAL;
    return before
        .isr()
        .or(() -> Optional.of(IsrHistory.CALM))
        .map(
            history ->
                history.seeing(
                    out.count(seen.broker()), leader, sweep.at(), spans.habits().changes()))
        .filter(history -> !history.isCalm());
  }

  /** A restart of any broker shrinks the ISRs of all leaders and expands them again. */
  private Optional<IsrHistory> led(BrokerSample seen, BrokerMemory before, boolean anyTroubled) {
    if (anyTroubled) {
      return before.led();
    }
    Optional<Reading> shrinks = Speed.fresh(seen, Metric.ISR_SHRINKS);
    Optional<Reading> expands = Speed.fresh(seen, Metric.ISR_EXPANDS);
    Instant at = shrinks.or(() -> expands).map(Reading::observedAt).orElse(sweep.at());
    return before
        .led()
        .or(() -> Optional.of(IsrHistory.CALM))
        .map(
            history ->
                history.counting(
                    grew(shrinks),
                    grew(expands),
                    seen.broker().value(),
                    at,
                    spans.habits().changes()))
        .filter(history -> !history.isCalm());
  }

  private static boolean grew(Optional<Reading> counter) {
    return counter.map(Reading::rate).filter(rate -> rate.orElse(0) > 0).isPresent();
  }

  private Optional<Pace> pace(BrokerSample seen, BrokerMemory before) {
    Speed speed = Speed.of(seen);
    if (before.pace().isEmpty()) {
      return speed.isEmpty() ? Optional.empty() : Optional.of(Pace.first(sweep.at(), speed));
    }
    return before
        .pace()
        .map(
            pace ->
                pace.isDue(sweep.at(), spans.habits().pace())
                    ? pace.after(sweep.at(), speed)
                    : pace);
  }
}
