package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.IntColumn;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * In which racks brokers are, and how replicas spread over them.
 *
 * @param racks of brokers, where known
 * @param living racks with a broker that can hold something
 */
public record RackSpread(SortedMap<BrokerId, String> racks, SortedSet<String> living) {
  public RackSpread {
    racks = Collections.unmodifiableSortedMap(new TreeMap<>(racks));
    living = Collections.unmodifiableSortedSet(new TreeSet<>(living));
  }

  public static RackSpread of(Collection<BrokerSample> brokers) {
    SortedMap<BrokerId, String> racks = new TreeMap<>();
    SortedSet<String> living = new TreeSet<>();
    for (BrokerSample broker : brokers) {
      broker.rack().ifPresent(rack -> racks.put(broker.broker(), rack));
      if (broker.membership() == Membership.LISTED && !broker.answer().silent()) {
        broker.rack().ifPresent(living::add);
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
    return twoInOneRack(replicas) && shared(replicas.stream().boxed().toList());
  }

  /** Asked of every partition in every sweep, so without a stream; almost all end here. */
  private boolean twoInOneRack(IntColumn replicas) {
    for (int one = 1; one < replicas.size(); one++) {
      String rack = racks.get(new BrokerId(replicas.get(one)));
      for (int other = 0; other < one; other++) {
        if (rack != null && rack.equals(racks.get(new BrokerId(replicas.get(other))))) {
          return true;
        }
      }
    }
    return false;
  }

  boolean shared(List<Integer> replicas) {
    boolean known = replicas.stream().allMatch(broker -> rack(broker).isPresent());
    return known && racksOf(replicas).size() < replicas.size() && !free(replicas).isEmpty();
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
