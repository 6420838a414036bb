package io.kadvisor.core.planner;

/**
 * A hard limit that does not hold after a plan.
 *
 * @param subject the broker or the partitions that it is about
 * @param found what is there in the end
 * @param relaxation the least that would have to give way for it to hold
 */
public record Breach(Kind kind, String subject, String found, String relaxation) {
  /** Which limit. */
  public enum Kind {
    RACKS,
    EVACUATION,
    CAPACITY,
    REPLICA_LIMIT,
    /** What is added finds no place. */
    GROWTH,
    /** Replicas that nothing can be copied from. */
    OFFLINE,
    /** A preferred replica cannot lead. */
    PREFERRED_LEADER;

    /** True for what a broker carries too much of. */
    public boolean isOverload() {
      return this == CAPACITY || this == REPLICA_LIMIT;
    }
  }

  public String sentence() {
    return subject + ": " + found + ". " + relaxation + ".";
  }
}
