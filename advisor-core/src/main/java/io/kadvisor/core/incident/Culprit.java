package io.kadvisor.core.incident;

import io.kadvisor.core.incident.Family.Rules;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * A living broker that is to blame for the missing replicas of topics: all of them are one incident
 * of that broker.
 */
final class Culprit {
  static final String LEADER_SATURATED = "leader-saturated";
  static final String FOLLOWER_SLOW = "follower-slow";
  private static final String IN_AND_OUT = "in-and-out";

  /** A slow broker that dies is in doubt for a while: so long, what was told of it stays. */
  private static final List<String> UNSETTLED = List.of("unknown", "broker-down");

  /** What says most of why a broker is in trouble comes first. */
  private static final List<String> DEEPEST_FIRST =
      List.of(LEADER_SATURATED, IN_AND_OUT, FOLLOWER_SLOW, "slower-than-peers");

  private Culprit() {}

  /** True for the kind of an advisory that missing replicas opened. */
  static boolean isKind(String kind) {
    return kind.equals(LEADER_SATURATED) || kind.equals(FOLLOWER_SLOW);
  }

  /** The broker to blame: the lowest of several, so that it does not change. */
  static Optional<BrokerId> of(Finding finding, Scene scene) {
    if (Family.of(finding.rule()) != Family.PARTITIONS) {
      return Optional.empty();
    }
    if (isKind(finding.cause())) {
      return finding.brokers().stream().sorted().findFirst();
    }
    return UNSETTLED.contains(finding.cause()) ? known(finding, scene) : Optional.empty();
  }

  /**
   * What was told with a broker stays with it while its cause is not known for a moment, and what
   * is missing on a follower that flaps is its flapping.
   */
  private static Optional<BrokerId> known(Finding finding, Scene scene) {
    Optional<BrokerId> told =
        scene.told().listing(finding.id()).stream()
            .map(Advisory::id)
            .filter(id -> Family.of(id.kind()) == Family.PERFORMANCE)
            .map(id -> id.subject().broker())
            .findFirst();
    return told.or(() -> flapping(finding, scene));
  }

  private static Optional<BrokerId> flapping(Finding finding, Scene scene) {
    boolean all =
        !finding.brokers().isEmpty()
            && finding.brokers().stream()
                .allMatch(
                    broker ->
                        scene
                            .finding(Rules.ISR_FLAPPING, Subject.of(broker))
                            .filter(Finding::active)
                            .isPresent());
    return all ? finding.brokers().stream().sorted().findFirst() : Optional.empty();
  }

  static boolean saturates(Finding finding) {
    return Family.of(finding.rule()) == Family.PARTITIONS
        && finding.cause().equals(LEADER_SATURATED);
  }

  /** True for a cause that shows in the ISR of others. */
  static boolean ofReplicas(String cause) {
    return isKind(cause) || cause.equals(IN_AND_OUT);
  }

  /** True for a cause that lies with a follower that lives. */
  static boolean ofFollower(String cause) {
    return cause.equals(FOLLOWER_SLOW) || cause.equals(IN_AND_OUT);
  }

  /** From 0, the deepest. */
  static int depth(String cause) {
    int rank = DEEPEST_FIRST.indexOf(cause);
    return rank < 0 ? DEEPEST_FIRST.size() : rank;
  }
}
