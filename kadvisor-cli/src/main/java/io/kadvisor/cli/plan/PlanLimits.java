package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.search.Limits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the topics and brokers that options name in the model; one that is not there is a fault.
 */
final class PlanLimits {
  private final ClusterModel model;
  private final List<String> faults;

  PlanLimits(ClusterModel model, List<String> faults) {
    this.model = model;
    this.faults = faults;
  }

  /** Places of topics that are left as they are: all but those included, and those excluded. */
  Set<Integer> fixed(Set<String> included, Set<String> excluded) {
    Set<Integer> fixed = new HashSet<>();
    if (!included.isEmpty()) {
      IntStream.range(0, model.topics().size()).forEach(fixed::add);
      fixed.removeAll(places("--topic", included));
    }
    fixed.addAll(places("--exclude-topic", excluded));
    return fixed;
  }

  private Set<Integer> places(String option, Set<String> topics) {
    Set<Integer> places = new HashSet<>();
    for (String topic : topics) {
      int place = model.topics().indexOf(topic);
      places.add(place);
      if (place < 0) {
        faults.add(option + ": " + topic + " is not in the input; name a topic that is");
      }
    }
    return places;
  }

  Limits of(double megabytes, int moves, Set<Integer> fixedTopics, Set<Integer> brokers) {
    List<Integer> ids = model.brokers().stream().map(Broker::id).toList();
    Set<Integer> closed = new HashSet<>();
    for (int broker : brokers) {
      closed.add(ids.indexOf(broker));
      if (!ids.contains(broker)) {
        faults.add("--exclude-broker: " + broker + " is not in the input; name a broker of " + ids);
      }
    }
    if (!(megabytes >= 0)) {
      faults.add("--max-data: " + megabytes + " is below 0; give megabytes, such as 50000");
    }
    if (moves < 0) {
      faults.add("--max-moves: " + moves + " is below 0; give a number of replicas, such as 100");
    }
    return new Limits(megabytes, moves, fixedTopics, closed);
  }
}
