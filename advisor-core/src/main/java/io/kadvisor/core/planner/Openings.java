package io.kadvisor.core.planner;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks for few brokers that would do for many replicas, each with brokers to choose from. */
final class Openings {
  private final SortedSet<Integer> opened = new TreeSet<>();
  private final Map<Integer, Integer> wishes = new HashMap<>();
  private final Map<Integer, Set<Integer>> taken = new HashMap<>();

  /**
   * A replica that one of some brokers could take.
   *
   * @param brokers their places, at least one
   */
  record Wish(int partition, List<Integer> brokers) {}

  private Openings(List<Wish> all) {
    all.forEach(wish -> wish.brokers().forEach(each -> wishes.merge(each, 1, Integer::sum)));
    all.stream().sorted(Comparator.comparingInt(wish -> wish.brokers().size())).forEach(this::open);
  }

  /**
   * Places of brokers, so that as many wishes as can have one, and those of a partition have
   * different ones. Who has little choice chooses first, and takes a broker that is open already or
   * that most want.
   */
  static SortedSet<Integer> of(List<Wish> wishes) {
    return new Openings(wishes).opened;
  }

  private void open(Wish wish) {
    Set<Integer> ofPartition = taken.computeIfAbsent(wish.partition(), any -> new HashSet<>());
    wish.brokers().stream()
        .filter(each -> !ofPartition.contains(each))
        .min(
            Comparator.<Integer, Boolean>comparing(each -> !opened.contains(each))
                .thenComparing(each -> -wishes.get(each))
                .thenComparing(Comparator.naturalOrder()))
        .ifPresent(
            each -> {
              opened.add(each);
              ofPartition.add(each);
            });
  }
}
