package io.kadvisor.core.rule.broker;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * One number of every broker of a sweep, sorted once, so that each can be held against the others
 * without asking all of them again.
 */
final class Field {
  private final double[] sorted;

  private Field(double[] sorted) {
    this.sorted = sorted;
  }

  static Field of(Collection<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Field(sorted);
  }

  /**
   * The middle one of the others, the higher of two; absent when fewer than {@link Peers#FEWEST}
   * give the number.
   *
   * @param own a number of the field, which is left out once
   */
  Optional<Double> medianWithout(double own) {
    int others = sorted.length - 1;
    if (others < Peers.FEWEST) {
      return Optional.empty();
    }
    int place = Arrays.binarySearch(sorted, own);
    int middle = others / 2;
    return Optional.of(sorted[middle < place ? middle : middle + 1]);
  }
}
