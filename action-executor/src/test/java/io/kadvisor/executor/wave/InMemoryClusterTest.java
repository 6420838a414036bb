package io.kadvisor.executor.wave;

import java.util.Set;

class InMemoryClusterTest implements MovableClusterContract {
  private final InMemoryCluster cluster = new InMemoryCluster(1, 2, 3);

  @Override
  public MovableCluster clusterWith(String topic, Integer... replicas) {
    return cluster.with(topic, 0, replicas);
  }

  @Override
  public Set<String> throttled(String topic) {
    return cluster.throttled;
  }
}
