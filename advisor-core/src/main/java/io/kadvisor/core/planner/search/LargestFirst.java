package io.kadvisor.core.planner.search;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** An order in which small things find room between large ones. */
final class LargestFirst {
  private LargestFirst() {}

  /** Those of the first {@code count} numbers that are wanted; of equal size in their order. */
  static List<Integer> of(int count, IntPredicate wanted, IntToDoubleFunction size) {
    var sizes = new double[count];
    return IntStream.range(0, count)
        .filter(wanted)
        .peek(each -> sizes[each] = size.applyAsDouble(each))
        .boxed()
        .sorted(Comparator.comparingDouble(each -> -sizes[each]))
        .toList();
  }
}
