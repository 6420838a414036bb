package io.kadvisor.core.advice;

import io.kadvisor.model.BrokerId;
import java.util.SortedSet;

/** Of the brokers that may be given something, so many have a rack. */
record KnownRacks(long known, int brokers) {
  static KnownRacks of(ClusterView view) {
    SortedSet<BrokerId> takers = view.takers();
    return new KnownRacks(takers.stream().filter(view.racks()::containsKey).count(), takers.size());
  }

  /** A rack for new ones alone would make a mix. */
  boolean all() {
    return known > 0 && known == brokers;
  }

  /** Only some have one: Kafka's tool proposes no spread over those by racks. */
  boolean mixed() {
    return known > 0 && !all();
  }
}
