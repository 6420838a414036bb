package io.kadvisor.api.read;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** The sweeps of a cluster, oldest first, that nothing is known to have judged yet. */
final class Unjudged {
  /** Half an hour at the usual pace; beyond it only the oldest matters. */
  private static final int MOST = 1_000;

  private final TreeSet<Instant> sweeps = new TreeSet<>();
  private Optional<Instant> judged = Optional.empty();

  void swept(Instant at) {
    if (judged.filter(upTo -> !at.isAfter(upTo)).isEmpty() && sweeps.size() < MOST) {
      sweeps.add(at);
    }
  }

  void judged(Instant upTo) {
    judged = Optional.of(judged.filter(upTo::isBefore).orElse(upTo));
    sweeps.headSet(upTo, true).clear();
  }

  /** A gap is no time in which anything had to be judged. */
  void forget() {
    sweeps.clear();
  }

  Optional<Instant> since() {
    return sweeps.isEmpty() ? Optional.empty() : Optional.of(sweeps.first());
  }

  Optional<Instant> judged() {
    return judged;
  }
}
