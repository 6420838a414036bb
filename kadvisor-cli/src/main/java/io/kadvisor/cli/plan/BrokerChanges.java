package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brokers that a plan adds to a model or takes out of it.
 *
 * @param added rack by id; an added broker has the capacity of the model's first one
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
        .map(id -> new Broker(id, added.get(id), BrokerState.NEW, brokers.get(0).capacity()))
        .forEach(changed::add);
    return changed;
  }

  private static Broker in(Broker broker, BrokerState state) {
    return new Broker(broker.id(), broker.rack(), state, broker.capacity());
  }
}
