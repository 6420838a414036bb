package io.kadvisor.core.planner;

import io.kadvisor.core.planner.placement.Measure;

/**
 * Why a replica is added or moves, or why one leads.
 *
 * @param broker place of the broker that is helped
 * @param measure what it has too much or too little of; for kinds that repair no measure, replicas
 *     or leaders
 * @param repaired how much of that the move takes away, in the measure's unit, and no move before
 *     it in the order of partitions; 0 for such kinds. Of room, how much of it is made
 * @param wrong how much was wrong before the plan, in the measure's unit; of room, how much comes
 * @param partner a replica that comes where this one makes room, or {@link #NO_PARTNER}
 */
public record Reason(
    Kind kind, int broker, Measure measure, double repaired, double wrong, int partner) {
  /** In place of a replica where none is exchanged. */
  public static final int NO_PARTNER = -1;

  /** A reason that has nothing to do with another replica. */
  public Reason(Kind kind, int broker, Measure measure, double repaired, double wrong) {
    this(kind, broker, measure, repaired, wrong, NO_PARTNER);
  }

  /** What a move is for. */
  public enum Kind {
    /** The partition is to have more replicas. */
    FACTOR,
    /** The topic is to have more partitions. */
    PARTITION,
    /** The broker's volume is out of service. */
    OFFLINE,
    /** The replica is the preferred one. */
    PREFERRED,
    /** The broker must end without replicas. */
    EVACUATED,
    /** The broker is lost with what it held. */
    LOST,
    /** Replicas of the partition shared a rack without need. */
    RACK,
    /** The broker that it leaves had too much. */
    RELIEVED,
    /** The broker that it comes to had too little. */
    FILLED,
    /** Makes room for others on the broker that it leaves. */
    ROOM
  }
}
