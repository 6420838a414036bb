package io.kadvisor.core.planner.search;

/**
 * An added replica that found no place.
 *
 * @param broker where the least would have to give way; less than 0 where no broker would do
 */
public record Unplaced(int replica, Cause cause, int broker) {
  /** What stands against it, on the broker that comes nearest. */
  public enum Cause {
    /** Each broker that may take replicas has one of the partition. */
    BROKERS,
    /** Brokers that are left share a rack with another replica, and a rack is still without. */
    RACKS,
    /** No more may be copied. */
    BUDGET,
    /** No broker that is left has room. */
    CAPACITY
  }
}
