package io.kadvisor.core.planner;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.model.LeadershipRule;
import java.util.SplittableRandom;

/** Clusters some of whose partitions carry much more at their peak than on the mean. */
public final class Bursts {
  private static final double CAPACITY = 1000;

  private Bursts() {}

  /** Factor 2; every fifth partition is on the first brokers and peaks at up to so many times. */
  public static ClusterModel draw(int brokers, double busy, double bursts, long seed) {
    var chance = new SplittableRandom(seed);
    var builder = new ClusterModelBuilder().named("bursts-" + seed).topic("bursts");
    for (int id = 0; id < brokers; id++) {
      var capacity = new Amounts(100, 1e6, CAPACITY, 2 * CAPACITY);
      builder.broker(new Broker(id, "r" + id % 3, BrokerState.ALIVE, capacity));
    }
    int partitions = 20 * brokers;
    for (int partition = 0; partition < partitions; partition++) {
      boolean isBurst = partition % 5 == 0;
      int leader = isBurst ? chance.nextInt(2) : chance.nextInt(brokers);
      int follower = (leader + 1 + chance.nextInt(brokers - 1)) % brokers;
      double in = busy * CAPACITY / 2 * brokers / partitions * (0.5 + chance.nextDouble());
      double cpu = LeadershipRule.leading(in, in) / 20;
      double[] load = {cpu, 10 * in, in, in, LeadershipRule.following(in) / 20, 10 * in, in, 0};
      builder.partition(0, partition, leader, new int[] {leader, follower}, load);
      if (isBurst) {
        double times = 1 + (bursts - 1) * chance.nextDouble();
        builder.peak(partition, cpu * times, in * times, in * times);
      }
    }
    try {
      return builder.build();
    } catch (InvalidModelException invalid) {
      throw new AssertionError(invalid);
    }
  }
}
