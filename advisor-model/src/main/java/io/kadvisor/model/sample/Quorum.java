package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The KRaft quorum as its leader tells it.
 *
 * @param leader the active controller's id
 * @param epoch grows with each election
 * @param highWatermark end of what a majority of the voters has
 * @param observers replicas of the metadata log that do not vote: brokers, where controllers are
 *     apart
 */
public record Quorum(
    int leader, long epoch, long highWatermark, List<Replica> voters, List<Replica> observers) {

  /**
   * How far a replica of the metadata log is, as the leader knows it.
   *
   * @param end end of its log; absent when the leader does not know
   * @param lastFetch when it last asked the leader for more; absent when not known, and for the
   *     leader itself on old versions
   * @param lastCaughtUp when it last had all
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Replica(
      int id, Optional<Long> end, Optional<Instant> lastFetch, Optional<Instant> lastCaughtUp) {
    public Replica {
      end = end == null ? Optional.empty() : end;
      lastFetch = lastFetch == null ? Optional.empty() : lastFetch;
      lastCaughtUp = lastCaughtUp == null ? Optional.empty() : lastCaughtUp;
    }
  }

  public Quorum {
    voters = voters == null ? List.of() : List.copyOf(voters);
    observers = observers == null ? List.of() : List.copyOf(observers);
  }
}
