package io.kadvisor.localcluster;

/**
 * A program that starts a cluster with a paused broker, says what it started and waits to be
 * killed.
 */
final class ParentOfBrokers {
  private ParentOfBrokers() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (var cluster = LocalCluster.builder().brokers(2).jmx(false).start()) {
      cluster.broker(2).pause();
      cluster.brokers().forEach(broker -> System.out.println("pid " + broker.pid().orElseThrow()));
      System.out.println("folder " + cluster.processes().folder());
      System.out.println("ready");
      Thread.currentThread().join();
    }
  }
}
