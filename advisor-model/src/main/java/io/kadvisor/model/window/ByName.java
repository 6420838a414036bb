package io.kadvisor.model.window;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Figures in the order of their names, which is the order in which they are written. */
final class ByName {
  private ByName() {}

  /** An unmodifiable copy, in which nothing is null. */
  static <V> SortedMap<String, V> copyOf(Map<String, V> figures) {
    SortedMap<String, V> copy = new TreeMap<>(figures);
    copy.forEach((name, value) -> Objects.requireNonNull(value, name));
    return Collections.unmodifiableSortedMap(copy);
  }
}
