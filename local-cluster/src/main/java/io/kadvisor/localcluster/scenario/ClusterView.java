package io.kadvisor.localcluster.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What a client sees of the cluster right now. */
interface ClusterView {
  /** One partition; the preferred leader is the first replica. */
  record Partition(int number, Optional<Integer> leader, List<Integer> replicas, Set<Integer> isr) {
    public Partition {
      replicas = List.copyOf(replicas);
      isr = Set.copyOf(isr);
    }

    boolean isFull() {
      return isr.containsAll(replicas);
    }

    boolean isLedByPreferred() {
      return leader.equals(Optional.of(replicas.get(0)));
    }
  }

  /** The cluster did not answer; nothing is known. */
  final class Unseen extends RuntimeException {
    Unseen(Throwable cause) {
      super(String.valueOf(cause.getMessage()), cause);
    }
  }

  /** Brokers that take part; fenced and unknown ones are absent. */
  Set<Integer> unfenced();

  /** Whether the broker's port takes a connection, answered or not. */
  boolean accepts(int broker);

  /** All brokers that were started here, alive or not. */
  Set<Integer> known();

  /** All topics, internal ones too. */
  Map<String, List<Partition>> topics();

  /**
   * Records between committed and end offsets of a group's topic; absent while the group has
   * committed nothing.
   */
  OptionalLong lag(String group, String topic);

  /** Members of a group; absent if there is no such group. */
  OptionalInt members(String group);
}
