package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A column of whole numbers, all present. */
public final class IntColumn {
  private static final IntColumn EMPTY = new IntColumn(new int[0]);
  private final int[] values;

  private IntColumn(int[] values) {
    this.values = values;
  }

  /** A column of the given values; the array is copied. */
  public static IntColumn of(int... values) {
    return values.length == 0 ? EMPTY : new IntColumn(values.clone());
  }

  public static IntColumn empty() {
    return EMPTY;
  }

  @JsonCreator
  static IntColumn fromJson(int[] values) {
    return new IntColumn(values);
  }

  @JsonValue
  int[] toJson() {
    return values.clone();
  }

  public int size() {
    return values.length;
  }

  public boolean isEmpty() {
    return values.length == 0;
  }

  /** The rows from one to another, without those beyond the end. */
  IntColumn slice(int from, int to) {
    return of(
        Arrays.copyOfRange(values, Math.min(from, values.length), Math.min(to, values.length)));
  }

  /** The rows of one column after the other's. */
  static IntColumn joined(List<IntColumn> columns) {
    return of(columns.stream().flatMapToInt(IntColumn::stream).toArray());
  }

  public int get(int row) {
    return values[row];
  }

  public boolean contains(int value) {
    for (int candidate : values) {
      if (candidate == value) {
        return true;
      }
    }
    return false;
  }

  public IntStream stream() {
    return IntStream.of(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IntColumn that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
