package io.kadvisor.localcluster.scenario;

import java.time.Duration;
import java.util.Optional;

/** What is true of the controllers. */
interface QuorumCondition extends Condition {
  /** There is an active controller, and it is not this one. */
  record LedByAnother(int controller) implements QuorumCondition {
    @Override
    public boolean holds(ClusterView view) {
      var leader = view.quorum().leader();
      return leader.isPresent() && leader.getAsInt() != controller;
    }

    @Override
    public String describe() {
      return "an active controller other than " + controller;
    }
  }

  /** The active controller has not heard of this voter for so long. */
  record VoterSilent(int controller, Duration time) implements QuorumCondition {
    static VoterSilent read(Fields fields) {
      return new VoterSilent(
          fields.requiredInteger("controller", 0), fields.requiredDuration("time"));
    }

    @Override
    public boolean holds(ClusterView view) {
      return view.quorum()
          .lastFetchAgo()
          .getOrDefault(controller, Optional.empty())
          .filter(ago -> ago.compareTo(time) >= 0)
          .isPresent();
    }

    @Override
    public String describe() {
      return "voter " + controller + " silent for " + time.toMillis() / 1000.0 + " s";
    }
  }

  /** Every voter has just fetched from the active controller. */
  record VotersFetch() implements QuorumCondition {
    /** Voters fetch at least twice a second. */
    private static final Duration JUST = Duration.ofSeconds(2);

    @Override
    public boolean holds(ClusterView view) {
      return view.quorum().lastFetchAgo().values().stream()
          .allMatch(ago -> ago.filter(time -> time.compareTo(JUST) < 0).isPresent());
    }

    @Override
    public String describe() {
      return "all voters fetching";
    }
  }
}
