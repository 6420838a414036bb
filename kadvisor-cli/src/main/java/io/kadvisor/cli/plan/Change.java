package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One change of a plan.
 *
 * @param number of the partition in its topic
 * @param from id of the broker that holds the replica, or leads, before the plan; absent for what
 *     is new
 * @param to ids of the brokers after it: one, or those of all replicas of a new partition, its
 *     leader's first
 * @param megabytes that are copied
 * @param reason absent where only the order of replicas changes
 * @param sentence all of it for a person
 */
record Change(
    Kind kind,
    String topic,
    int number,
    OptionalInt from,
    List<Integer> to,
    double megabytes,
    Optional<Reason> reason,
    String sentence) {
  Change {
    to = List.copyOf(to);
  }

  enum Kind {
    /** A new partition is placed. */
    PLACE,
    /** A partition gets one replica more. */
    ADD,
    /** A replica goes to another broker. */
    MOVE,
    /** Another replica leads. */
    LEAD,
    /** The leader comes first in the order of replicas. */
    PREFER
  }
}
