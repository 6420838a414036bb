package io.kadvisor.api.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the home cluster answers. Two questions in a row without an answer, or eight seconds,
 * make it blind.
 */
public final class HomeSight {
  private static final int FAILURES = 2;
  private static final Duration LONGEST = Duration.ofSeconds(8);

  private Instant lastAnswer;
  private int failures;
  private String why = "it has not answered yet";

  public HomeSight(Instant startedAt) {
    this.lastAnswer = startedAt;
  }

  public synchronized void answered(Instant at) {
    lastAnswer = at;
    failures = 0;
  }

  public synchronized void failed(String reason) {
    failures++;
    why = reason;
  }

  /** Since when it does not answer. */
  synchronized Optional<Instant> lostSince(Instant now) {
    boolean lost = failures >= FAILURES || Duration.between(lastAnswer, now).compareTo(LONGEST) > 0;
    return lost ? Optional.of(lastAnswer) : Optional.empty();
  }

  synchronized String why() {
    return why;
  }
}
