package io.kadvisor.localcluster.workload;

import java.util.OptionalDouble;

/**
 * What one consumer group does.
 *
 * @param limit records a second of each member; 0: the members stay, but consume nothing; absent:
 *     as fast as they can
 */
public record GroupPlan(
    String group, String topic, int members, Protocol protocol, OptionalDouble limit) {
  /** The two ways in which Kafka rebalances consumer groups. */
  public enum Protocol {
    /** Members agree among themselves. */
    CLASSIC,
    /** The broker assigns (KIP-848). */
    CONSUMER
  }

  public GroupPlan {
    if (members < 1) {
      throw new IllegalArgumentException("a group has at least one member, not " + members);
    }
    if (limit.isPresent() && !(limit.getAsDouble() >= 0)) {
      throw new IllegalArgumentException("records a second cannot be " + limit.getAsDouble());
    }
  }

  /** A group that keeps up. */
  public static GroupPlan healthy(String group, String topic, int members, Protocol protocol) {
    return new GroupPlan(group, topic, members, protocol, OptionalDouble.empty());
  }

  boolean differsInLimitOnly(GroupPlan other) {
    return equals(new GroupPlan(other.group, other.topic, other.members, other.protocol, limit));
  }
}
