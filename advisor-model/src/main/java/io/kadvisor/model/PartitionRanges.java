package io.kadvisor.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A set of partition numbers of one topic, written as ranges: {@code 0-3,7}. */
public final class PartitionRanges {
  private static final PartitionRanges NONE = new PartitionRanges(new BitSet());
  private final BitSet partitions;

  private PartitionRanges(BitSet partitions) {
    this.partitions = partitions;
  }

  public static PartitionRanges none() {
    return NONE;
  }

  public static PartitionRanges of(int... partitions) {
    BitSet bits = new BitSet();
    IntStream.of(partitions).forEach(bits::set);
    return new PartitionRanges(bits);
  }

  /** Those of the first partitions that are as asked. */
  public static PartitionRanges where(int partitions, IntPredicate asked) {
    BitSet bits = null;
    for (int partition = 0; partition < partitions; partition++) {
      if (asked.test(partition)) {
        bits = bits == null ? new BitSet() : bits;
        bits.set(partition);
      }
    }
    return bits == null ? NONE : new PartitionRanges(bits);
  }

  public static PartitionRanges of(Collection<Integer> partitions) {
    return of(partitions.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException when a part is neither a number nor a range of two numbers
   */
  @JsonCreator
  public static PartitionRanges parse(String text) {
    BitSet bits = new BitSet();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1));
      bits.set(first, last + 1);
    }
    return new PartitionRanges(bits);
  }

  public int count() {
    return partitions.cardinality();
  }

  public boolean isEmpty() {
    return partitions.isEmpty();
  }

  public boolean contains(int partition) {
    return partitions.get(partition);
  }

  public IntStream stream() {
    return partitions.stream();
  }

  /** The first so many ranges; all, where there are no more. */
  public PartitionRanges upTo(int ranges) {
    if (partitions.cardinality() <= ranges) {
      return this;
    }
    int end = 0;
    for (int range = 0; range < ranges && end >= 0; range++) {
      int first = partitions.nextSetBit(end);
      end = first < 0 ? first : partitions.nextClearBit(first);
    }
    return end < 0 || end >= partitions.length()
        ? this
        : new PartitionRanges(partitions.get(0, end));
  }

  public PartitionRanges plus(PartitionRanges other) {
    BitSet union = (BitSet) partitions.clone();
    union.or(other.partitions);
    return new PartitionRanges(union);
  }

  @JsonValue
  @Override
  public String toString() {
    List<String> ranges = new ArrayList<>();
    for (int first = partitions.nextSetBit(0); first >= 0; ) {
      int last = partitions.nextClearBit(first) - 1;
      ranges.add(first == last ? Integer.toString(first) : first + "-" + last);
      first = partitions.nextSetBit(last + 1);
    }
    return String.join(",", ranges);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartitionRanges that && partitions.equals(that.partitions);
  }

  @Override
  public int hashCode() {
    return partitions.hashCode();
  }
}
