package io.kadvisor.core.planner;

/** How far a plan goes. */
public enum Objective {
  /** All of it: brokers emptied, racks repaired, every measure within the tolerance. */
  BALANCE,
  /** Only empties the brokers that must end empty, at the least cost. */
  DRAIN,
  /** Only spreads partitions over racks. */
  RACKS,
  /** Only changes leaders and the order of replicas; copies nothing. */
  LEADERS
}
