package io.kadvisor.model.unit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A share: 0.7 is 70 %. It may exceed one, as CPU time over declared cores can. */
public record Ratio(@JsonValue double value) implements Comparable<Ratio> {
  /**
   * @throws IllegalArgumentException when negative or not a number
   */
  @JsonCreator
  public Ratio {
    if (!(value >= 0)) {
      throw new IllegalArgumentException("a ratio is zero or more, not " + value);
    }
  }

  @Override
  public int compareTo(Ratio other) {
    return Double.compare(value, other.value);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f %%", value * 100);
  }
}
