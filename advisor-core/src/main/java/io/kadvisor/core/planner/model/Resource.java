package io.kadvisor.core.planner.model;

/** What a replica uses and a broker has so much of. */
public enum Resource {
  /** Percent of one broker. */
  CPU(0, "cpu"),
  /** Megabytes. */
  DISK(1, "disk"),
  /** Kilobytes a second written to the broker, by producers or by replication. */
  NW_IN(2, "nwIn"),
  /** Kilobytes a second that consumers read from the leader. */
  NW_OUT(3, "nwOut");

  /** How many there are. */
  public static final int COUNT = 4;

  private final int column;
  private final String key;

  Resource(int column, String key) {
    this.column = column;
    this.key = key;
  }

  /** Its place where loads are kept side by side. */
  public int column() {
    return column;
  }

  /** Its name in inputs and outputs. */
  public String key() {
    return key;
  }
}
