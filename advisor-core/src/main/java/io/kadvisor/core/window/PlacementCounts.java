package io.kadvisor.core.window;

import io.kadvisor.core.sweep.BrokerCounts;
import io.kadvisor.model.sample.TopicSample;
import java.util.Collection;

/**
 * How many leaders and replicas each broker has, counted over all topics of a sweep in one pass.
 */
record PlacementCounts(boolean observed, BrokerCounts leaders, BrokerCounts replicas) {
  static PlacementCounts of(Collection<TopicSample> topics) {
    BrokerCounts leaders = new BrokerCounts();
    BrokerCounts replicas = new BrokerCounts();
    for (TopicSample topic : topics) {
      leaders.add(topic.leader());
      replicas.add(topic.replicas());
    }
    return new PlacementCounts(!topics.isEmpty(), leaders, replicas);
  }
}
