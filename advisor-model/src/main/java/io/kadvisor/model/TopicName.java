package io.kadvisor.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A topic's name. */
public record TopicName(@JsonValue String value) implements Comparable<TopicName> {
  /**
   * @throws IllegalArgumentException when the name is empty
   */
  @JsonCreator
  public TopicName {
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("a topic name must not be empty");
    }
  }

  @Override
  public int compareTo(TopicName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
