package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.unit.DataSize;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What each broker will copy, while a plan is made. */
final class Incoming {
  private final SortedMap<BrokerId, DataSize> sizes = new TreeMap<>();
  private boolean known = true;

  /** One more replica for the broker; a size that is not known leaves all of it unknown. */
  void add(BrokerId broker, OptionalLong bytes) {
    known &= bytes.isPresent();
    sizes.merge(broker, new DataSize(bytes.orElse(0)), DataSize::plus);
  }

  CopyPlan of(ReassignmentPlan plan) {
    return new CopyPlan(plan, known ? Optional.of(sizes) : Optional.empty());
  }
}
