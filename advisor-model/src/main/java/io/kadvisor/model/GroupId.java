package io.kadvisor.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/** A consumer group's id: any string, the empty one included, since Kafka allows it. */
public record GroupId(@JsonValue String value) implements Comparable<GroupId> {
  @JsonCreator
  public GroupId {
    Objects.requireNonNull(value, "group id");
  }

  @Override
  public int compareTo(GroupId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
