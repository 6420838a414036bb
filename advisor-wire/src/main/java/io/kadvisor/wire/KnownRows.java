package io.kadvisor.wire;

import io.kadvisor.model.sample.IntColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lists of columns that were read, by their bytes: the replicas of a topic are the same in nearly
 * every sweep, and bytes are compared faster than read. Bounded: of two that want one place the
 * later has it, and long ones are not kept. Safe for several threads, since what is kept does not
 * change.
 */
final class KnownRows {
  /** In bytes: more than a hundred partitions have. */
  private static final int LONGEST = 2048;

  private static final int PLACES = 1 << 12;

  /** Bytes by which a place is found: what a few partitions have. */
  private static final int HASHED = 32;

  private final AtomicReferenceArray<Rows> known = new AtomicReferenceArray<>(PLACES);

  /** From behind their first bracket to their last one. */
  static final class Rows {
    private final byte[] bytes;
    private final List<IntColumn> columns;

    private Rows(byte[] bytes, List<IntColumn> columns) {
      this.bytes = bytes;
      this.columns = columns;
    }

    int length() {
      return bytes.length;
    }

    List<IntColumn> columns() {
      return columns;
    }

    private boolean areAt(byte[] input, int from, int end) {
      int to = from + bytes.length;
      return to <= end && Arrays.equals(bytes, 0, bytes.length, input, from, to);
    }
  }

  /** Those whose bytes are there. */
  Optional<Rows> at(byte[] input, int from, int end) {
    Rows rows = known.get(place(input, from));
    return rows != null && rows.areAt(input, from, end) ? Optional.of(rows) : Optional.empty();
  }

  void keep(byte[] input, int from, int to, List<IntColumn> columns) {
    if (to - from <= LONGEST) {
      known.set(place(input, from), new Rows(Arrays.copyOfRange(input, from, to), columns));
    }
  }

  /** Of short ones by what stands up to the next name. */
  private static int place(byte[] input, int from) {
    int end = Math.min(input.length, from + HASHED);
    int hash = 0;
    for (int at = from; at < end && input[at] != '"'; at++) {
      hash = 31 * hash + input[at];
    }
    return Math.floorMod(hash, PLACES);
  }
}
