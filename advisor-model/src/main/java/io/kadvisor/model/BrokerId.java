package io.kadvisor.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A broker's {@code node.id}: zero or more. */
public record BrokerId(@JsonValue int value) implements Comparable<BrokerId> {
  /**
   * @throws IllegalArgumentException when the id is negative
   */
  @JsonCreator
  public BrokerId {
    if (value < 0) {
      throw new IllegalArgumentException("a broker id is zero or more, not " + value);
    }
  }

  @Override
  public int compareTo(BrokerId other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
