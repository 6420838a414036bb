package io.kadvisor.collector.sweep;

import io.kadvisor.collector.facts.ControlFacts;
import io.kadvisor.model.BrokerId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Topics by name and brokers that reassignments concern. */
record Moving(Set<String> topics, Set<BrokerId> brokers) {
  static final Moving NOTHING = new Moving(Set.of(), Set.of());

  Moving {
    topics = Set.copyOf(topics);
    brokers = Set.copyOf(brokers);
  }

  static Moving in(ControlFacts control) {
    Set<String> topics = new HashSet<>();
    Set<BrokerId> brokers = new HashSet<>();
    control
        .reassignments()
        .orElse(Map.of())
        .forEach(
            (partition, move) -> {
              topics.add(partition.topic());
              move.replicas().stream().forEach(id -> brokers.add(new BrokerId(id)));
            });
    return new Moving(topics, brokers);
  }
}
