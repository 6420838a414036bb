package io.kadvisor.core.memory;

import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.BrokerSample.Membership;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Moves the memory of one broker on by one sweep. */
final class BrokerAdvance {
  /**
   * {@code broker.session.timeout.ms} (Kafka broker configuration, default 9 s). A dead broker
   * stays listed that long. Kafka's own time, so no policy scales it.
   */
  static final Duration SESSION = Duration.ofSeconds(9);

  /**
   * Half a session: a broker that stops in order closes its port right after it is fenced, so one
   * sweep may catch it listed and silent; a death shows for most of a session.
   */
  static final Duration SILENCE_OF_THE_DEAD = SESSION.dividedBy(2);

  /**
   * The session less one {@code broker.heartbeat.interval.ms} (default 2 s): no dead broker leaves
   * the metadata sooner after it last answered.
   */
  private static final Duration SOONEST_DEATH = SESSION.minusSeconds(2);

  private final BrokerMemory before;
  private final Instant at;
  private final Instant finishedAt;

  /**
   * @param at of the sweep
   * @param finishedAt when its last answer came: a sweep that waits for a dead broker reads late
   */
  BrokerAdvance(BrokerMemory before, Instant at, Instant finishedAt) {
    this.before = before;
    this.at = at;
    this.finishedAt = finishedAt;
  }

  BrokerMemory by(BrokerSample seen) {
    return seen.membership() == Membership.LISTED ? listed(seen.answer()) : away(seen.answer());
  }

  private BrokerMemory listed(Answer answer) {
    boolean answered = answer.outcome() == Answer.Outcome.ANSWERED;
    return new BrokerMemory(
            answered ? Optional.of(at) : before.seenListed(),
            Optional.empty(),
            answered ? Optional.empty() : silence(answer),
            false,
            before.away() ? Optional.of(at) : before.returnedAt())
        .caughtUp(before.caughtUpAt())
        .with(before.isr(), before.led(), before.pace());
  }

  private BrokerMemory away(Answer answer) {
    return new BrokerMemory(
            before.seenListed(),
            Optional.of(before.awaySince().orElse(at)),
            silence(answer),
            before.away() ? before.cleanStop() : leftInOrder(silence(answer)),
            before.returnedAt())
        .with(before.isr(), before.led(), before.pace());
  }

  /**
   * No sample although the sweep was whole: not in the metadata, no replica names it, and nobody
   * asked it.
   */
  BrokerMemory byAbsence() {
    return away(new Answer(Answer.Outcome.NOT_ASKED, Optional.empty(), Optional.empty()));
  }

  /**
   * The collector's own memory of the silence counts, too: a sweep may have been lost on the way.
   */
  private Optional<Instant> silence(Answer answer) {
    return answer.silent()
        ? before.silentSince().or(answer::since).or(() -> Optional.of(at))
        : before.silentSince();
  }

  /**
   * Judged in the first sweep that misses it. What was not watched in between may have been a
   * death.
   */
  private boolean leftInOrder(Optional<Instant> silentSince) {
    boolean watched =
        before.seenListed().map(seen -> within(seen, SOONEST_DEATH, finishedAt)).orElse(false);
    boolean silentForLong =
        silentSince.map(since -> !within(since, SILENCE_OF_THE_DEAD, finishedAt)).orElse(false);
    return watched && !silentForLong;
  }

  private static boolean within(Instant since, Duration time, Instant until) {
    return Duration.between(since, until).compareTo(time) <= 0;
  }
}
