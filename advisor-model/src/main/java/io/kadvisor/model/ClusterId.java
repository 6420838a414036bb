package io.kadvisor.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Kafka's own id of a cluster, as {@code describeCluster} gives it; the alias is only an attribute.
 */
public record ClusterId(@JsonValue String value) implements Comparable<ClusterId> {
  /**
   * @throws IllegalArgumentException when the id is blank
   */
  @JsonCreator
  public ClusterId {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("a cluster id must not be blank");
    }
  }

  @Override
  public int compareTo(ClusterId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
