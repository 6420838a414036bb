package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.search.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Finds the topics and brokers that options name in the model. */
final class PlanLimits {
  private final ClusterModel model;
  private final Function<List<String>, RuntimeException> refusal;

  PlanLimits(ClusterModel model, Function<List<String>, RuntimeException> refusal) {
    this.model = model;
    this.refusal = refusal;
  }

  Limits of(double megabytes, int moves, Set<String> topics, Set<Integer> brokers) {
    List<String> unknown = new ArrayList<>();
    Set<Integer> fixed = new HashSet<>();
    for (String topic : topics) {
      int place = model.topics().indexOf(topic);
      fixed.add(place);
      if (place < 0) {
        unknown.add("--exclude-topic: " + topic + " is not in the input");
      }
    }
    List<Integer> ids = model.brokers().stream().map(Broker::id).toList();
    Set<Integer> closed = new HashSet<>();
    for (int broker : brokers) {
      closed.add(ids.indexOf(broker));
      if (!ids.contains(broker)) {
        unknown.add("--exclude-broker: " + broker + " is not in the input");
      }
    }
    if (!unknown.isEmpty()) {
      throw refusal.apply(unknown);
    }
    return new Limits(megabytes, moves, fixed, closed);
  }
}
