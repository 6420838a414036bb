package io.kadvisor.core.planner;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.model.Resource;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Small clusters in which one partition or a few may be larger than a broker's fair part; in some
 * the brokers, in some the replicas of a partition are of unlike size.
 */
final class LargePartitions {
  private final SplittableRandom chance;
  private final int brokers;
  private final boolean unlikeBrokers;
  private final boolean unlikeReplicas;
  private final int large;

  private LargePartitions(int brokers, long seed) {
    chance = new SplittableRandom(seed);
    this.brokers = brokers;
    unlikeBrokers = chance.nextInt(3) == 0;
    unlikeReplicas = chance.nextInt(4) == 0;
    large = chance.nextInt(4);
  }

  static ClusterModel draw(int brokers, int racks, int partitions, int factor, long seed) {
    return new LargePartitions(brokers, seed).model(racks, partitions, factor);
  }

  private ClusterModel model(int racks, int partitions, int factor) {
    var builder = new ClusterModelBuilder().named("large").topic("all");
    for (int id = 0; id < brokers; id++) {
      double size = unlikeBrokers ? Math.pow(2, chance.nextInt(3) - 1) : 1;
      var capacity = new Amounts(100 * size, 1e6 * size, 1e5 * size, 2e5 * size);
      builder.broker(new Broker(id, "r" + id % racks, BrokerState.ALIVE, capacity));
    }
    for (int number = 0; number < partitions; number++) {
      int replicas = Math.min(brokers, 1 + chance.nextInt(factor));
      int[] on = chance.ints(0, brokers).distinct().limit(replicas).toArray();
      builder.partition(0, number, on[0], on, loads(number, replicas), new int[0]);
    }
    try {
      return builder.build();
    } catch (InvalidModelException invalid) {
      throw new AssertionError(invalid);
    }
  }

  private double[] loads(int number, int replicas) {
    double times = number < large ? 1 + chance.nextDouble(20) : 1;
    double in = times * 800 * (0.5 + chance.nextDouble());
    double out = times * chance.nextDouble(3000);
    double disk = times * 6000 * (0.5 + chance.nextDouble());
    double[] loads = new double[replicas * Resource.COUNT];
    IntStream.range(0, replicas)
        .forEach(
            at -> {
              double part = unlikeReplicas ? 0.3 + chance.nextDouble() : 1;
              int from = at * Resource.COUNT;
              loads[from] = part * (0.7 * in + (at == 0 ? 0.15 * out : 0)) / 2000;
              loads[from + 1] = part * disk;
              loads[from + 2] = part * in;
              loads[from + 3] = at == 0 ? part * out : 0;
            });
    return loads;
  }
}
