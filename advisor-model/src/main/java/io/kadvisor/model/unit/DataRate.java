package io.kadvisor.model.unit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;

/** Bytes a second, zero or more. */
public record DataRate(@JsonValue double bytesPerSecond) implements Comparable<DataRate> {
  /**
   * @throws IllegalArgumentException when negative or not a number
   */
  @JsonCreator
  public DataRate {
    if (!(bytesPerSecond >= 0)) {
      throw new IllegalArgumentException(
          "a rate is zero or more bytes a second, not " + bytesPerSecond);
    }
  }

  /** The rate of an amount over a time longer than zero. */
  public static DataRate of(DataSize size, Duration time) {
    return new DataRate(size.bytes() * 1e9 / time.toNanos());
  }

  @Override
  public int compareTo(DataRate other) {
    return Double.compare(bytesPerSecond, other.bytesPerSecond);
  }

  @Override
  public String toString() {
    return new DataSize(Math.round(bytesPerSecond)) + "/s";
  }
}
