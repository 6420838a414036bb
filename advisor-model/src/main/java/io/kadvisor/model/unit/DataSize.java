package io.kadvisor.model.unit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** An amount of data in bytes, zero or more; printed in binary units. */
public record DataSize(@JsonValue long bytes) implements Comparable<DataSize> {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  /**
   * @throws IllegalArgumentException when negative
   */
  @JsonCreator
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is zero or more bytes, not " + bytes);
    }
  }

  /** To the nearest byte. */
  public static DataSize ofMebibytes(double mebibytes) {
    return new DataSize(Math.round(mebibytes * 1024 * 1024));
  }

  public DataSize plus(DataSize other) {
    return new DataSize(Math.addExact(bytes, other.bytes));
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
