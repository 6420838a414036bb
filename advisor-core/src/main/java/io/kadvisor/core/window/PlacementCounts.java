package io.kadvisor.core.window;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How many leaders and replicas each broker has, counted over all topics of a sweep in one pass.
 */
record PlacementCounts(
    boolean observed, Map<Integer, Integer> leaderCounts, Map<Integer, Integer> replicaCounts) {
  static PlacementCounts of(Collection<TopicSample> topics) {
    Map<Integer, Integer> leaders = new HashMap<>();
    Map<Integer, Integer> replicas = new HashMap<>();
    for (TopicSample topic : topics) {
      topic.leader().stream().forEach(broker -> leaders.merge(broker, 1, Integer::sum));
      for (IntColumn row : topic.replicas()) {
        row.stream().forEach(broker -> replicas.merge(broker, 1, Integer::sum));
      }
    }
    return new PlacementCounts(!topics.isEmpty(), leaders, replicas);
  }

  int leaders(BrokerId broker) {
    return leaderCounts.getOrDefault(broker.value(), 0);
  }

  int replicas(BrokerId broker) {
    return replicaCounts.getOrDefault(broker.value(), 0);
  }
}
