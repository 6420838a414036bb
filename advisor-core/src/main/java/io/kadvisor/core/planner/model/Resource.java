package io.kadvisor.core.planner.model;

/** What a replica uses and a broker has so much of. The order is that of the columns. */
public enum Resource {
  /** Percent of one broker. */
  CPU("cpu"),
  /** Megabytes. */
  DISK("disk"),
  /** Kilobytes a second written to the broker, by producers or by replication. */
  NW_IN("nwIn"),
  /** Kilobytes a second that consumers read from the leader. */
  NW_OUT("nwOut");

  /** How many there are. */
  public static final int COUNT = 4;

  private final String key;

  Resource(String key) {
    this.key = key;
  }

  /** Its name in inputs and outputs. */
  public String key() {
    return key;
  }
}
