package io.kadvisor.model.unit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The unit of a bare number in evidence and in windows. */
public enum Unit {
  @JsonProperty("count")
  COUNT(""),
  @JsonProperty("bytes")
  BYTES("B"),
  @JsonProperty("bytes/s")
  BYTES_PER_SECOND("B/s"),
  @JsonProperty("records")
  RECORDS("records"),
  @JsonProperty("records/s")
  RECORDS_PER_SECOND("records/s"),
  @JsonProperty("1/s")
  PER_SECOND("/s"),
  @JsonProperty("ratio")
  RATIO("%"),
  @JsonProperty("seconds")
  SECONDS("s"),
  @JsonProperty("cores")
  CORES("cores");

  private final String symbol;

  Unit(String symbol) {
    this.symbol = symbol;
  }

  /**
   * A number with its unit for a sentence: {@code 12 records}, {@code 71.3 %}, {@code 4.0 MiB/s}.
   */
  public String show(double value) {
    return switch (this) {
      case RATIO -> String.format(Locale.ROOT, "%.1f %%", value * 100);
      case BYTES -> new DataSize(Math.round(Math.max(0, value))).toString();
      case BYTES_PER_SECOND -> new DataRate(Math.max(0, value)).toString();
      default -> (plain(value) + " " + symbol).strip();
    };
  }

  private static String plain(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
  }
}
