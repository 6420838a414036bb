package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.Newcomer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What becomes of brokers.
 *
 * @param added rack by id; an added broker has the capacity that most brokers of its rack have that
 *     stay, or where there are none, most of all
 * @param removed ids of those that are emptied
 * @param lostRacks racks that are lost with all that their brokers hold
 * @param sizes capacities by id, of added ones, too
 */
record BrokerChanges(
    SortedMap<Integer, String> added,
    Set<Integer> removed,
    Set<String> lostRacks,
    SortedMap<Integer, BrokerSize> sizes) {
  BrokerChanges {
    added = new TreeMap<>(added);
    removed = new TreeSet<>(removed);
    lostRacks = new TreeSet<>(lostRacks);
    sizes = new TreeMap<>(sizes);
  }

  /** True for a broker that ends without replicas. */
  boolean leaves(Broker broker) {
    return removed.contains(broker.id()) || lostRacks.contains(broker.rack());
  }

  /** The brokers with the changes, in their order, and after them those that are added. */
  List<Broker> applyTo(List<Broker> brokers) {
    List<Broker> changed = new ArrayList<>();
    for (Broker broker : brokers) {
      changed.add(sized(leaves(broker) ? in(broker, BrokerState.DEAD) : broker));
    }
    List<Broker> staying = brokers.stream().filter(each -> !leaves(each)).toList();
    List<Broker> beside = staying.isEmpty() ? brokers : staying;
    added.forEach((id, rack) -> changed.add(sized(Newcomer.of(id, rack, beside))));
    return changed;
  }

  private Broker sized(Broker broker) {
    BrokerSize size = sizes.get(broker.id());
    return size == null
        ? broker
        : new Broker(broker.id(), broker.rack(), broker.state(), size.of(broker.capacity()));
  }

  private static Broker in(Broker broker, BrokerState state) {
    return new Broker(broker.id(), broker.rack(), state, broker.capacity());
  }

  /** What would be, one change a sentence. */
  List<String> sentences(List<Broker> brokers) {
    List<String> all = new ArrayList<>();
    lostRacks.forEach(
        rack ->
            all.add(
                "without rack "
                    + rack
                    + " (lost: "
                    + brokers.stream()
                        .filter(each -> each.rack().equals(rack))
                        .map(each -> String.valueOf(each.id()))
                        .collect(Collectors.joining(", "))
                    + ")"));
    added.forEach((id, rack) -> all.add("with broker " + id + " in " + rack));
    removed.forEach(id -> all.add("with broker " + id + " emptied"));
    sizes.forEach((id, size) -> all.add("broker " + id + " with " + size));
    return all;
  }
}
