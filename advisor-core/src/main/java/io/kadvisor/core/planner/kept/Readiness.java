package io.kadvisor.core.planner.kept;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.TopicSample;
import java.util.Optional;

/**
 * Whether a cluster stands still enough to be planned for. A plan of a moment in which replicas are
 * on their way, or a broker is away, would not hold a moment later.
 */
public final class Readiness {
  private Readiness() {}

  /** What a new plan waits for; absent when one can be made of this sweep. */
  public static Optional<String> waitsFor(Sweep sweep) {
    if (!sweep.conclusive()) {
      return Optional.of("a whole sweep");
    }
    if (sweep.brokers().values().stream().anyMatch(Readiness::isAway)) {
      return Optional.of("brokers that are away or silent");
    }
    if (sweep.topics().values().stream().noneMatch(topic -> topic.previousAt().isPresent())) {
      return Optional.of("a second sweep, without which no traffic is known");
    }
    if (sweep.topics().values().stream().anyMatch(Readiness::isMoving)) {
      return Optional.of("replicas that are being moved");
    }
    return sweep.topics().values().stream().anyMatch(Readiness::lacksLeader)
        ? Optional.of("partitions without a leader")
        : Optional.empty();
  }

  private static boolean isAway(BrokerSample broker) {
    return broker.membership() == Membership.LISTED && broker.answer().silent();
  }

  static boolean isMoving(TopicSample topic) {
    return topic.reassigning().map(moves -> !moves.isEmpty()).orElse(false);
  }

  private static boolean lacksLeader(TopicSample topic) {
    return topic.leader().stream().anyMatch(leader -> leader < 0);
  }
}
