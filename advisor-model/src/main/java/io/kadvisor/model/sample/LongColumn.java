package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** A column of numbers where single values may be absent; JSON {@code null} stands for absent. */
public final class LongColumn {
  /** Marks an absent value inside the array handed to {@link #of(long...)}. */
  public static final long ABSENT = Long.MIN_VALUE;

  private static final LongColumn EMPTY = new LongColumn(new long[0]);
  private final long[] values;

  private LongColumn(long[] values) {
    this.values = values;
  }

  /** A column of the given values; the array is copied. */
  public static LongColumn of(long... values) {
    return values.length == 0 ? EMPTY : new LongColumn(values.clone());
  }

  public static LongColumn empty() {
    return EMPTY;
  }

  /** A column that long in which nothing was observed. */
  public static LongColumn absent(int size) {
    long[] values = new long[size];
    Arrays.fill(values, ABSENT);
    return new LongColumn(values);
  }

  @JsonCreator
  static LongColumn fromJson(Long[] values) {
    long[] column = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      column[i] = values[i] == null ? ABSENT : values[i];
    }
    return new LongColumn(column);
  }

  @JsonValue
  Long[] toJson() {
    Long[] boxed = new Long[values.length];
    for (int i = 0; i < values.length; i++) {
      boxed[i] = values[i] == ABSENT ? null : values[i];
    }
    return boxed;
  }

  public int size() {
    return values.length;
  }

  /** The rows from one to another, without those beyond the end. */
  LongColumn slice(int from, int to) {
    return of(
        Arrays.copyOfRange(values, Math.min(from, values.length), Math.min(to, values.length)));
  }

  /** The rows of one column after the other's. */
  static LongColumn joined(List<LongColumn> columns) {
    return of(columns.stream().flatMapToLong(column -> LongStream.of(column.values)).toArray());
  }

  /**
   * The value at a row; absent also beyond the end, so that a column that was not taken may be
   * empty.
   */
  public OptionalLong at(int row) {
    return has(row) ? OptionalLong.of(values[row]) : OptionalLong.empty();
  }

  public boolean has(int row) {
    return row < values.length && values[row] != ABSENT;
  }

  /**
   * The raw value at a row that {@link #has(int)} one.
   *
   * @throws IllegalStateException when the value is absent
   */
  public long get(int row) {
    if (!has(row)) {
      throw new IllegalStateException("nothing observed in row " + row);
    }
    return values[row];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LongColumn that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(toJson());
  }
}
