package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Moves that relieve one broker.
 *
 * @param plan empty when no move makes it better
 * @param before shares of the resource by broker
 * @param after the same once the plan is done, as far as it can be foretold
 * @param heaviest what the broker has most work from, or most bytes of
 */
public record Relief(
    ReassignmentPlan plan,
    SortedMap<BrokerId, Double> before,
    SortedMap<BrokerId, Double> after,
    Optional<Heaviest> heaviest) {
  /**
   * A partition and its part.
   *
   * @param part of what the broker uses, 0 to 1
   */
  public record Heaviest(TopicName topic, int partition, double part) {}

  public Relief {
    before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
    after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
  }
}
