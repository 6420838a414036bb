package io.kadvisor.collector.probe;

class InMemoryProbedClusterTest extends ProbedClusterContract {
  @Override
  protected ProbedCluster connect() {
    return InMemoryProbedCluster.ofThree();
  }
}
