package io.kadvisor.localcluster.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Replicas spread so that preferred leaders and followers fall evenly on the brokers. */
public final class EvenPlacement {
  private EvenPlacement() {}

  /**
   * Replicas of each partition, the preferred leader first. Leaders go round the brokers; the order
   * of the followers turns after each round, so that a dead broker's leaders fall on all others.
   *
   * @param brokers in the order in which they take leaders
   */
  public static Map<Integer, List<Integer>> of(List<Integer> brokers, int partitions, int factor) {
    if (factor > brokers.size()) {
      throw new IllegalArgumentException(
          factor + " replicas need as many brokers, not " + brokers.size());
    }
    var placement = new TreeMap<Integer, List<Integer>>();
    for (int partition = 0; partition < partitions; partition++) {
      placement.put(partition, replicas(brokers, partition, factor));
    }
    return placement;
  }

  private static List<Integer> replicas(List<Integer> brokers, int partition, int factor) {
    int size = brokers.size();
    int leader = partition % size;
    int turn = size == 1 ? 0 : partition / size % (size - 1);
    var replicas = new ArrayList<Integer>();
    replicas.add(brokers.get(leader));
    for (int follower = 1; follower < factor; follower++) {
      int offset = (turn + follower - 1) % (size - 1) + 1;
      replicas.add(brokers.get((leader + offset) % size));
    }
    return replicas;
  }
}
