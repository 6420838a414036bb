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

  private final BrokerMemory before;
  private final Instant at;

  BrokerAdvance(BrokerMemory before, Instant at) {
    this.before = before;
    this.at = at;
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
        before.away() ? Optional.of(at) : before.returnedAt());
  }

  private BrokerMemory away(Answer answer) {
    return new BrokerMemory(
        before.seenListed(),
        Optional.of(before.awaySince().orElse(at)),
        silence(answer),
        before.away() ? before.cleanStop() : leftInOrder(),
        before.returnedAt());
  }

  /**
   * No sample although the sweep was whole: not in the metadata, no replica names it, and nobody
   * asked it.
   */
  BrokerMemory byAbsence() {
    return away(new Answer(Answer.Outcome.NOT_ASKED, Optional.empty(), Optional.empty()));
  }

  private Optional<Instant> silence(Answer answer) {
    return answer.silent() ? Optional.of(before.silentSince().orElse(at)) : before.silentSince();
  }

  /**
   * Judged in the first sweep that misses it. What was not watched in between may have been a
   * death.
   */
  private boolean leftInOrder() {
    boolean watched = before.seenListed().map(seen -> within(seen, SESSION)).orElse(false);
    boolean silentForLong =
        before.silentSince().map(since -> !within(since, SILENCE_OF_THE_DEAD)).orElse(false);
    return watched && !silentForLong;
  }

  private boolean within(Instant since, Duration time) {
    return Duration.between(since, at).compareTo(time) <= 0;
  }
}
