package io.kadvisor.core.sweep;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.IntColumn;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How often brokers are named in columns, such as the replicas of all partitions of a sweep. */
public final class BrokerCounts {
  private final Map<Integer, int[]> counts = new HashMap<>();

  public void add(IntColumn brokers) {
    for (int row = 0; row < brokers.size(); row++) {
      counts.computeIfAbsent(brokers.get(row), broker -> new int[1])[0]++;
    }
  }

  public void add(Collection<IntColumn> rows) {
    rows.forEach(this::add);
  }

  public int of(BrokerId broker) {
    int[] count = counts.get(broker.value());
    return count == null ? 0 : count[0];
  }
}
