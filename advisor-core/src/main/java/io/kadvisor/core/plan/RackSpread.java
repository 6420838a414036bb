package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.IntColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** In which racks brokers are, and how replicas spread over them. */
public final class RackSpread {
  private static final int UNKNOWN = -1;

  private final SortedMap<BrokerId, String> racks;
  private final SortedSet<String> living;

  /** Rack numbers by broker id: partitions are looked at by the hundred thousand. */
  private final int[] numbers;

  private final int livingCount;

  /**
   * @param racks of brokers, where known
   * @param living racks with a broker that can hold something
   */
  public RackSpread(SortedMap<BrokerId, String> racks, SortedSet<String> living) {
    this.racks = Collections.unmodifiableSortedMap(new TreeMap<>(racks));
    this.living = Collections.unmodifiableSortedSet(new TreeSet<>(living));
    this.livingCount = living.size();
    this.numbers = numbers(this.racks, this.living);
  }

  /** Living racks come first, so that a number tells whether a rack lives. */
  private static int[] numbers(SortedMap<BrokerId, String> racks, SortedSet<String> living) {
    List<String> order = new ArrayList<>(living);
    racks.values().stream().filter(rack -> !living.contains(rack)).distinct().forEach(order::add);
    int[] numbers = new int[racks.isEmpty() ? 0 : racks.lastKey().value() + 1];
    Arrays.fill(numbers, UNKNOWN);
    racks.forEach((broker, rack) -> numbers[broker.value()] = order.indexOf(rack));
    return numbers;
  }

  public static RackSpread of(Collection<BrokerSample> brokers) {
    SortedMap<BrokerId, String> racks = new TreeMap<>();
    NavigableSet<String> living = new TreeSet<>();
    for (BrokerSample broker : brokers) {
      broker.rack().ifPresent(rack -> racks.put(broker.broker(), rack));
      if (broker.membership() == Membership.LISTED && !broker.answer().silent()) {
        broker.rack().ifPresent(rack -> living.add(rack));
      }
    }
    return new RackSpread(racks, living);
  }

  public Optional<String> rack(int broker) {
    return Optional.ofNullable(racks.get(new BrokerId(broker)));
  }

  /**
   * True when two replicas share a rack while a living rack holds none. Nothing is said where the
   * rack of a replica is not known.
   */
  public boolean shared(IntColumn replicas) {
    boolean shared = false;
    int used = 0;
    for (int row = 0; row < replicas.size(); row++) {
      int rack = number(replicas.get(row));
      if (rack == UNKNOWN) {
        return false;
      }
      boolean first = isFirstIn(replicas, row, rack);
      shared |= !first;
      used += first && rack < livingCount ? 1 : 0;
    }
    return shared && used < livingCount;
  }

  /** True when the replicas are in as many known racks with one broker in place of another. */
  boolean keeps(IntColumn replicas, int from, int to) {
    return spread(replicas, from, to) >= spread(replicas, from, from);
  }

  private int spread(IntColumn replicas, int from, int to) {
    int spread = 0;
    for (int row = 0; row < replicas.size(); row++) {
      int rack = number(replicas.get(row) == from ? to : replicas.get(row));
      boolean first = rack != UNKNOWN;
      for (int before = 0; first && before < row; before++) {
        first = number(replicas.get(before) == from ? to : replicas.get(before)) != rack;
      }
      spread += first ? 1 : 0;
    }
    return spread;
  }

  private boolean isFirstIn(IntColumn replicas, int row, int rack) {
    for (int before = 0; before < row; before++) {
      if (number(replicas.get(before)) == rack) {
        return false;
      }
    }
    return true;
  }

  private int number(int broker) {
    return broker >= 0 && broker < numbers.length ? numbers[broker] : UNKNOWN;
  }

  boolean shared(List<Integer> replicas) {
    return shared(IntColumn.of(replicas.stream().mapToInt(Integer::intValue).toArray()));
  }

  /** Living racks without a replica. */
  SortedSet<String> free(List<Integer> replicas) {
    SortedSet<String> free = new TreeSet<>(living);
    free.removeAll(racksOf(replicas));
    return free;
  }

  /** The racks that hold a replica; a broker without a known rack adds none. */
  Set<String> racksOf(Collection<Integer> replicas) {
    return replicas.stream()
        .map(this::rack)
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** {@code az1 (1, 4), az2 (2)}. */
  public String described(IntColumn replicas) {
    Map<String, List<Integer>> byRack =
        replicas.stream()
            .boxed()
            .collect(
                Collectors.groupingBy(
                    broker -> rack(broker).orElse("no rack"), TreeMap::new, Collectors.toList()));
    return byRack.entrySet().stream()
        .map(
            e ->
                e.getKey()
                    + " ("
                    + e.getValue().stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + ")")
        .collect(Collectors.joining(", "));
  }
}
