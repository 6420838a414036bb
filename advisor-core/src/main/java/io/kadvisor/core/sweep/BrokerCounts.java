package io.kadvisor.core.sweep;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.IntColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often brokers are named in columns, such as the replicas of all partitions of a sweep. */
public final class BrokerCounts {
  /** Ids below it, which is nearly all there are, are counted in an array. */
  private static final int SMALL = 10_000;

  private int[] small = new int[64];
  private final Map<Integer, Integer> large = new HashMap<>();

  /** Counts each row. */
  public void add(IntColumn brokers) {
    for (int row = 0; row < brokers.size(); row++) {
      int broker = brokers.get(row);
      if (broker >= 0 && broker < SMALL) {
        if (broker >= small.length) {
          small = Arrays.copyOf(small, Math.max(broker + 1, 2 * small.length));
        }
        small[broker]++;
      } else {
        large.merge(broker, 1, Integer::sum);
      }
    }
  }

  /** Counts each row of each column. */
  public void add(List<IntColumn> rows) {
    for (IntColumn row : rows) {
      add(row);
    }
  }

  /** How often that broker was named. */
  public int of(BrokerId broker) {
    int id = broker.value();
    if (id < 0 || id >= SMALL) {
      return large.getOrDefault(id, 0);
    }
    return id < small.length ? small[id] : 0;
  }
}
