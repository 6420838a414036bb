package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brokers that a plan adds to a model or takes out of it.
 *
 * @param added rack by id; an added broker has the capacity that most brokers of its rack have that
 *     stay, or where there are none, most of all
 * @param removed ids
 */
record BrokerChanges(Map<Integer, String> added, Set<Integer> removed) {
  static final BrokerChanges NONE = new BrokerChanges(Map.of(), Set.of());

  BrokerChanges {
    added = Map.copyOf(added);
    removed = Set.copyOf(removed);
  }

  /** The brokers with the changes; a change that cannot be is a fault. */
  List<Broker> apply(List<Broker> brokers, ClusterModelBuilder faults) {
    List<Broker> changed = new ArrayList<>();
    for (Broker broker : brokers) {
      changed.add(removed.contains(broker.id()) ? in(broker, BrokerState.DEAD) : broker);
    }
    for (int id : removed) {
      if (brokers.stream().noneMatch(broker -> broker.id() == id)) {
        faults.fault("--remove-broker", id + " is not in the list of brokers");
      }
    }
    added.keySet().stream()
        .sorted()
        .filter(id -> !brokers.isEmpty())
        .map(id -> new Broker(id, added.get(id), BrokerState.NEW, capacity(added.get(id), brokers)))
        .forEach(changed::add);
    return changed;
  }

  private Amounts capacity(String rack, List<Broker> brokers) {
    List<Broker> staying = brokers.stream().filter(each -> !removed.contains(each.id())).toList();
    List<Broker> there = staying.stream().filter(each -> each.rack().equals(rack)).toList();
    return mostCommon(!there.isEmpty() ? there : !staying.isEmpty() ? staying : brokers);
  }

  /** Of those that are as common, what comes first. */
  private static Amounts mostCommon(List<Broker> brokers) {
    Map<Amounts, Integer> counts = new LinkedHashMap<>();
    brokers.forEach(each -> counts.merge(each.capacity(), 1, Integer::sum));
    int most = Collections.max(counts.values());
    return counts.keySet().stream()
        .filter(each -> counts.get(each) == most)
        .findFirst()
        .orElseThrow();
  }

  private static Broker in(Broker broker, BrokerState state) {
    return new Broker(broker.id(), broker.rack(), state, broker.capacity());
  }
}
