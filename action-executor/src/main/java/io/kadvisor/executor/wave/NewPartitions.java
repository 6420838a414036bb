package io.kadvisor.executor.wave;

import java.util.List;

/**
 * Partitions that a topic gets.
 *
 * @param before how many it has
 * @param replicas of each new one, in order, the preferred leader first
 */
public record NewPartitions(String topic, int before, List<List<Integer>> replicas) {
  public NewPartitions {
    replicas = replicas.stream().map(List::copyOf).toList();
  }

  public int after() {
    return before + replicas.size();
  }
}
