package io.kadvisor.core.calm;

import io.kadvisor.model.sample.Quorum;
import io.kadvisor.model.sample.Quorum.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The controllers of the feed: three voters apart from the brokers, one in each zone. */
final class FeedQuorum {
  static final int FIRST = 1001;
  static final int LAST = 1003;
  private static final Duration READS_SNAPSHOT = Duration.ofSeconds(90);
  private static final long RECORDS_A_SECOND = 2;
  private static final long SNAPSHOT = 5_000;

  private final Map<Integer, Voter> voters = new TreeMap<>();
  private int leader = FIRST;
  private long epoch = 1;

  /**
   * A voter's process.
   *
   * @param gone while it does not run
   * @param heard when it last asked the present leader; absent since an election
   */
  private record Voter(boolean gone, Instant back, Optional<Instant> heard) {}

  FeedQuorum() {
    for (int id = FIRST; id <= LAST; id++) {
      voters.put(id, new Voter(false, Instant.EPOCH, Optional.empty()));
    }
  }

  static String rack(int voter) {
    return "az" + (1 + voter % 3);
  }

  int leader() {
    return leader;
  }

  /** Its process ends; if it led, another one is elected. */
  void stop(int voter, Instant at) {
    voters.put(voter, new Voter(true, Instant.EPOCH, Optional.of(at)));
    if (voter == leader) {
      elect();
    }
  }

  void start(int voter, Instant at) {
    voters.put(voter, new Voter(false, at, Optional.empty()));
  }

  /** The next voter that runs leads: it knows nothing yet of those that are gone. */
  void elect() {
    do {
      leader = leader == LAST ? FIRST : leader + 1;
    } while (voters.get(leader).gone());
    epoch++;
    voters.replaceAll((id, voter) -> new Voter(voter.gone(), voter.back(), Optional.empty()));
  }

  Quorum sample(Instant at) {
    long end = SNAPSHOT + RECORDS_A_SECOND * Duration.between(Feed.START, at).toSeconds();
    return new Quorum(
        leader,
        epoch,
        end,
        voters.entrySet().stream().map(v -> replica(v.getKey(), v.getValue(), end, at)).toList(),
        List.of());
  }

  private static Replica replica(int id, Voter voter, long end, Instant at) {
    if (voter.gone()) {
      Optional<Long> then =
          voter
              .heard()
              .map(time -> end - RECORDS_A_SECOND * Duration.between(time, at).toSeconds());
      return new Replica(id, then, voter.heard(), voter.heard());
    }
    boolean behind = at.isBefore(voter.back().plus(READS_SNAPSHOT));
    return behind
        ? new Replica(id, Optional.of(0L), Optional.of(at), Optional.empty())
        : new Replica(id, Optional.of(end), Optional.of(at), Optional.of(at));
  }
}
