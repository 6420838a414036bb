package io.kadvisor.core.planner.wave;

/** What takes the calls that reassign partitions, and how many partitions it wants in one. */
public enum Platform {
  /** Any cluster: as many as Cruise Control has on the way in one at most, 1250. */
  KAFKA(1250),
  /** Standard brokers of Amazon MSK: AWS asks for at most 10 (MSK developer guide, 2026). */
  MSK_STANDARD(10),
  /** Express brokers of Amazon MSK: AWS asks for at most 20 (MSK developer guide, 2026). */
  MSK_EXPRESS(20);

  private final int partitions;

  Platform(int partitions) {
    this.partitions = partitions;
  }

  /** Partitions in one call at most. */
  public int partitions() {
    return partitions;
  }

  public boolean isMsk() {
    return this != KAFKA;
  }
}
