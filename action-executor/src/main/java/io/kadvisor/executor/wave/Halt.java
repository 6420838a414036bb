package io.kadvisor.executor.wave;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** That no more is begun, and why. */
record Halt(Cause cause, String why) {
  static final Halt TOLD = new Halt(Cause.INTERRUPTED, "you said so");

  static Halt lost(Set<Integer> brokers) {
    return new Halt(
        Cause.BROKER_LOST,
        brokers.size() == 1
            ? "broker " + brokers.iterator().next() + " is not there any more"
            : "brokers " + brokers + " are not there any more");
  }

  /** The same, where something else showed first. */
  static Halt lost(Set<Integer> brokers, Halt first) {
    Halt lost = lost(brokers);
    return new Halt(lost.cause, lost.why + " (first: " + first.why + ")");
  }

  static Halt unanswered(Unanswered failure) {
    return new Halt(Cause.UNANSWERED, failure.getMessage());
  }

  static Halt changed(ClusterView view, TopicPartition partition, List<Integer> expected) {
    return new Halt(
        Cause.CHANGED,
        partition
            + view.replicasOf(partition)
                .map(replicas -> " is on brokers " + replicas)
                .orElse(" is not there")
            + " and should be on "
            + expected
            + ": something else changed it");
  }

  /** Absent when nothing was. */
  static Optional<Halt> refused(Map<?, String> refused, String what) {
    String more = refused.size() > 1 ? "; with " + (refused.size() - 1) + " more" : "";
    return refused.entrySet().stream()
        .findFirst()
        .map(
            first ->
                new Halt(
                    Cause.REFUSED, first.getKey() + " " + what + ": " + first.getValue() + more));
  }
}
