package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.unit.DataSize;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Replicas that change their broker.
 *
 * @param incoming bytes that each broker will copy; absent when a size is unknown
 */
public record CopyPlan(ReassignmentPlan plan, Optional<SortedMap<BrokerId, DataSize>> incoming) {
  public boolean isEmpty() {
    return plan.isEmpty();
  }

  /** All that is copied. */
  public Optional<DataSize> bytes() {
    return incoming.map(sizes -> sizes.values().stream().reduce(new DataSize(0), DataSize::plus));
  }
}
