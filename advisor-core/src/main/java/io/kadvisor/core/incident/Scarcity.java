package io.kadvisor.core.incident;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What a broker that runs short explains, and what explains it. Uneven bytes on a broker that is
 * short of room for them are why it is short: its advice spreads them. A leader that cannot keep up
 * uses all its CPU: that is no want of brokers.
 */
final class Scarcity {
  private static final List<String> UNEVEN =
      List.of("disk-skew", "bytes-in-skew", "bytes-out-skew");
  private static final String LEADER_SATURATED = "leader-saturated";

  private Scarcity() {}

  /** Absent when neither is the case. */
  static Optional<Place> place(Finding finding, Scene scene) {
    if (finding.rule().equals(Family.Rules.CAPACITY)) {
      return saturated(finding, scene);
    }
    return UNEVEN.contains(finding.rule()) ? uneven(finding, scene) : Optional.empty();
  }

  private static Optional<Place> uneven(Finding finding, Scene scene) {
    Optional<Finding> capacity =
        scene
            .finding(Family.Rules.CAPACITY, Subject.CLUSTER)
            .filter(f -> f.brokers().contains(finding.subject().broker()));
    return capacity.map(f -> scene.tellable(f) ? Place.under(f.id()) : Place.WAITING);
  }

  private static Optional<Place> saturated(Finding finding, Scene scene) {
    if (!finding.cause().equals("cpu") || finding.brokers().size() != 1) {
      return Optional.empty();
    }
    BrokerId broker = finding.brokers().iterator().next();
    return scene
        .active()
        .filter(f -> f.cause().equals(LEADER_SATURATED) && f.brokers().contains(broker))
        .map(Finding::id)
        .sorted()
        .findFirst()
        .map(Place::under)
        .or(() -> Optional.of(Place.WAITING).filter(waiting -> scene.toldSaturated(broker)));
  }
}
