package io.kadvisor.core.rule.cluster;

import io.kadvisor.model.sample.Quorum;
import io.kadvisor.model.sample.Quorum.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The voters of a quorum as its leader sees them. All times are the leader's own, so the youngest
 * of them stands for its present: the clock of whoever asks may differ.
 *
 * @param now the leader's time; absent when it gives none
 */
record Voters(Quorum quorum, Optional<Instant> now) {
  static Voters of(Quorum quorum) {
    return new Voters(
        quorum,
        Stream.concat(quorum.voters().stream(), quorum.observers().stream())
            .flatMap(replica -> Stream.of(replica.lastFetch(), replica.lastCaughtUp()))
            .flatMap(Optional::stream)
            .max(Instant::compareTo));
  }

  List<Replica> followers() {
    return quorum.voters().stream().filter(voter -> voter.id() != quorum.leader()).toList();
  }

  /** Asked for nothing within the limit, or never since the leader was elected. */
  boolean isSilent(Replica voter, Duration limit) {
    if (voter.lastFetch().isEmpty()) {
      return neverAsked(voter);
    }
    return now.map(time -> voter.lastFetch().get().plus(limit).isBefore(time)).orElse(false);
  }

  /** Not once since the leader was elected: one that led before has been gone since then. */
  static boolean neverAsked(Replica voter) {
    return voter.lastFetch().isEmpty() && end(voter).isEmpty();
  }

  /** Asks, but has had all too long ago; by its distance where the leader gives no times. */
  boolean isLagging(Replica voter, Duration limit, double records) {
    if (voter.lastCaughtUp().isPresent() && now.isPresent()) {
      return voter.lastCaughtUp().get().plus(limit).isBefore(now.get());
    }
    return distance(voter).map(missing -> missing > records).orElse(false);
  }

  /** Records of the metadata log that it lacks. */
  Optional<Long> distance(Replica voter) {
    return end(voter).map(end -> Math.max(0, quorum.highWatermark() - end));
  }

  private static Optional<Long> end(Replica voter) {
    return voter.end().filter(end -> end >= 0);
  }

  int count() {
    return quorum.voters().size();
  }

  /**
   * How many more voters may be lost before there is no controller; negative when there is none.
   */
  int spare(int lost) {
    return count() - lost - (count() / 2 + 1);
  }
}
