package io.kadvisor.core.planner.placement;

/** What is looked at on each broker. The first four are the resources, in their order. */
public enum Measure {
  CPU("cpu"),
  DISK("disk"),
  NW_IN("nwIn"),
  NW_OUT("nwOut"),
  REPLICAS("replicas"),
  LEADERS("leaders"),
  /** Kilobytes a second written to the partitions that a broker leads. */
  LEADER_NW_IN("leaderNwIn"),
  /** Bytes out if the broker led every partition that it has a replica of. */
  POTENTIAL_NW_OUT("potentialNwOut");

  /** How many there are. */
  public static final int COUNT = 8;

  private final String key;

  Measure(String key) {
    this.key = key;
  }

  /** Its name in outputs. */
  public String key() {
    return key;
  }
}
