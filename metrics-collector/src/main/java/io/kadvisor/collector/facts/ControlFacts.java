package io.kadvisor.collector.facts;

import io.kadvisor.model.sample.Quorum;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What only the controllers know. What is absent was not observed.
 *
 * @param quorum of a KRaft cluster
 * @param features finalized level of each feature
 * @param reassignments partitions whose replicas are being moved; empty when none is
 * @param clockSkew clock of the active controller minus the collector's
 */
public record ControlFacts(
    Optional<Quorum> quorum,
    Map<String, Integer> features,
    Optional<Map<TopicPartition, SeenMove>> reassignments,
    Optional<Duration> clockSkew) {
  /** Before anything was read. */
  public static final ControlFacts NOTHING =
      new ControlFacts(Optional.empty(), Map.of(), Optional.empty(), Optional.empty());

  public ControlFacts {
    features = Map.copyOf(features);
    reassignments = reassignments.map(Map::copyOf);
  }
}
