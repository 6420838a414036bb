package io.kadvisor.wire;

import io.kadvisor.model.sample.IntColumn;

/**
 * Short columns that were read, each once: the replicas of a partition are the same in every sweep,
 * mostly its ISR, and often those of other partitions. So a sweep holds few of them, which a judge
 * finds in the processor's cache. Bounded: of two that want one place the later has it. Safe for
 * several threads, since a column does not change.
 */
final class ShortColumns {
  /** Longer than most partitions have replicas. */
  private static final int LONGEST = 8;

  private static final int BITS = 15;

  /** Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): spreads ids in a row. */
  private static final int SPREAD = 0x9E3779B9;

  private final IntColumn[] known = new IntColumn[1 << BITS];

  /** A column of the first of these numbers, each an {@code int}. */
  IntColumn of(long[] numbers, int size) {
    if (size > LONGEST) {
      return column(numbers, size);
    }
    int place = place(numbers, size);
    IntColumn column = known[place];
    if (column == null || !same(column, numbers, size)) {
      column = column(numbers, size);
      known[place] = column;
    }
    return column;
  }

  private static IntColumn column(long[] numbers, int size) {
    int[] values = new int[size];
    for (int row = 0; row < size; row++) {
      values[row] = (int) numbers[row];
    }
    return IntColumn.of(values);
  }

  private static int place(long[] numbers, int size) {
    int hash = size;
    for (int row = 0; row < size; row++) {
      hash = (hash + (int) numbers[row]) * SPREAD;
    }
    return hash >>> (Integer.SIZE - BITS);
  }

  private static boolean same(IntColumn column, long[] numbers, int size) {
    if (column.size() != size) {
      return false;
    }
    for (int row = 0; row < size; row++) {
      if (column.get(row) != numbers[row]) {
        return false;
      }
    }
    return true;
  }
}
