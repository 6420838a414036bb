package io.kadvisor.core.plan;

import io.kadvisor.model.TopicName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * More replicas for some topics.
 *
 * @param copies the new replicas as assignments, with what is copied
 * @param factors what each planned topic's factor becomes
 * @param impossible topics that the living brokers cannot hold often enough
 */
public record FactorPlan(
    CopyPlan copies, SortedMap<TopicName, Integer> factors, List<Impossible> impossible) {

  /** A topic whose factor cannot be had. */
  public record Impossible(TopicName topic, int factor, int aliveBrokers) {}

  public FactorPlan {
    factors = Collections.unmodifiableSortedMap(new TreeMap<>(factors));
    impossible = List.copyOf(impossible);
  }
}
