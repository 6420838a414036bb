package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.unit.DataSize;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * More replicas for some topics.
 *
 * @param factors what each planned topic's factor becomes
 * @param impossible topics that the living brokers cannot hold often enough
 * @param incoming bytes that each broker will copy; absent when a size is unknown
 */
public record FactorPlan(
    ReassignmentPlan plan,
    SortedMap<TopicName, Integer> factors,
    List<Impossible> impossible,
    Optional<SortedMap<BrokerId, DataSize>> incoming) {

  /** A topic whose factor cannot be had. */
  public record Impossible(TopicName topic, int factor, int aliveBrokers) {}

  public FactorPlan {
    factors = Collections.unmodifiableSortedMap(new TreeMap<>(factors));
    impossible = List.copyOf(impossible);
  }

  /** All that is copied. */
  public Optional<DataSize> bytes() {
    return incoming.map(sizes -> sizes.values().stream().reduce(new DataSize(0), DataSize::plus));
  }
}
