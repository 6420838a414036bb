package io.kadvisor.collector.sweep;

import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.TopicSample;
import java.util.List;
import java.util.Set;

/** All samples of one sweep, each complete in itself. */
public record Samples(
    ClusterSample cluster,
    List<BrokerSample> brokers,
    List<TopicSample> topics,
    List<GroupSample> groups,
    Set<Fact> renewed,
    List<NotSeen> notSeen) {
  public Samples {
    brokers = List.copyOf(brokers);
    topics = List.copyOf(topics);
    groups = List.copyOf(groups);
    renewed = Set.copyOf(renewed);
    notSeen = List.copyOf(notSeen);
  }
}
