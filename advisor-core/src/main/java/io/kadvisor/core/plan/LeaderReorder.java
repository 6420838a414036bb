package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Another order of the same replicas.
 *
 * @param before preferred leaders by broker as they are
 * @param after the same once the plan is done
 */
public record LeaderReorder(
    ReassignmentPlan plan,
    SortedMap<BrokerId, Integer> before,
    SortedMap<BrokerId, Integer> after) {
  public LeaderReorder {
    before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
    after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
  }
}
