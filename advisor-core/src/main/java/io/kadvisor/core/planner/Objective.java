package io.kadvisor.core.planner;

/** How far a plan goes. What a request adds is placed by each but those that copy nothing. */
public enum Objective {
  /** All of it: brokers emptied, racks repaired, every measure within the tolerance. */
  BALANCE,
  /** Only empties the brokers that must end empty, at the least cost. */
  DRAIN,
  /** Only moves what repairs racks. */
  RACKS,
  /** Only changes leaders and the order of replicas; copies nothing. */
  LEADERS,
  /** Only gives leadership back to preferred replicas that are in service; copies nothing. */
  ELECT,
  /** Only brings replicas from lost brokers and offline volumes elsewhere. */
  REPAIR,
  /** Only places the replicas and partitions that the request adds. */
  GROW;

  /** True for those that empty brokers which must end empty. */
  boolean evacuates() {
    return this == BALANCE || this == DRAIN || this == REPAIR;
  }

  /** True for those that move replicas apart which share a rack. */
  boolean spreadsRacks() {
    return this == BALANCE || this == RACKS;
  }

  /** True for those whose plans copy no byte. */
  public boolean copiesNothing() {
    return this == LEADERS || this == ELECT;
  }
}
