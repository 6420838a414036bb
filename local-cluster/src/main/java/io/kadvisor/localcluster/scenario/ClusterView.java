package io.kadvisor.localcluster.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.config.ConfigResource;

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

  /**
   * The controllers.
   *
   * @param leader the active one
   * @param lastFetchAgo how long before the active one's last word each voter fetched; absent for
   *     one that never fetched from it
   */
  record Quorum(OptionalInt leader, Map<Integer, Optional<Duration>> lastFetchAgo) {
    public Quorum {
      lastFetchAgo = Map.copyOf(lastFetchAgo);
    }
  }

  /** The cluster did not answer; nothing is known. */
  final class Unseen extends RuntimeException {
    Unseen(Throwable cause) {
      super(String.valueOf(cause.getMessage()), cause);
    }

    Unseen(String why) {
      super(why);
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

  /** Records that a topic's partitions hold in all. */
  long records(String topic);

  /** Records that came into each partition of a topic within the last while. */
  Map<Integer, Long> arrived(String topic, Duration within);

  /** Partitions of a topic whose replicas are being moved. */
  Set<Integer> moving(String topic);

  /** Bytes of a topic that a broker holds; zero if it holds none of it. */
  long bytes(String topic, int broker);

  /**
   * Settings that were made on a topic or on a broker while it runs; what is a default is absent.
   */
  Map<String, String> settings(ConfigResource resource);

  /**
   * Share of a broker's smallest volume that is in use, 0 to 1; absent if the broker does not tell.
   */
  OptionalDouble fullness(int broker);

  /** CPU cores that a broker's process used over the last two seconds. */
  double cores(int broker);

  Quorum quorum();

  /** How long the broker's request handlers waited for work since it started, on average. */
  Duration handlersIdle(int broker);

  /** Whether a write with acks=all is refused for want of replicas. */
  boolean refusesWrites(String topic);
}
