package io.kadvisor.model.sample;

import java.util.List;

/** Where a sample is cut into parts. */
final class Cut {
  private Cut() {}

  /** The row with which a part begins, of so many rows in so many parts. */
  static int at(int rows, int number, int parts) {
    return (int) ((long) rows * number / parts);
  }

  /** The rows from one to another, without those beyond the end. */
  static <R> List<R> rows(List<R> rows, int from, int to) {
    return rows.subList(Math.min(from, rows.size()), Math.min(to, rows.size()));
  }
}
