package io.kadvisor.core.planner;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.Constraints;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.model.Resource;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Clusters of any size, drawn by chance: replicas anywhere, loads over two orders of magnitude. */
public final class SampleClusters {
  private static final Amounts CAPACITY = new Amounts(100, 1e6, 1e5, 2e5);

  private SampleClusters() {}

  /** Shape of a cluster. */
  public record Shape(int brokers, int racks, int partitions, int factor, int dead, int added) {}

  public static ClusterModel draw(Shape shape, long seed) {
    return draw(shape, seed, Constraints.DEFAULT);
  }

  public static ClusterModel draw(Shape shape, long seed, Constraints constraints) {
    return draw(shape, seed, constraints, 0);
  }

  /**
   * A cluster with volumes out of service.
   *
   * @param offline part of all replicas that are on such a volume
   */
  public static ClusterModel draw(Shape shape, long seed, Constraints constraints, double offline) {
    var chance = new SplittableRandom(seed);
    var builder = new ClusterModelBuilder().named("drawn-" + seed).within(constraints);
    for (int id = 0; id < shape.brokers(); id++) {
      builder.broker(new Broker(id, "r" + id % shape.racks(), state(shape, id), CAPACITY));
    }
    builder.topic("even").topic("odd");
    for (int partition = 0; partition < shape.partitions(); partition++) {
      addPartition(builder, shape, partition, offline, chance);
    }
    try {
      return builder.build();
    } catch (InvalidModelException invalid) {
      throw new AssertionError(invalid);
    }
  }

  private static BrokerState state(Shape shape, int id) {
    if (id < shape.dead()) {
      return BrokerState.DEAD;
    }
    return id >= shape.brokers() - shape.added() ? BrokerState.NEW : BrokerState.ALIVE;
  }

  private static void addPartition(
      ClusterModelBuilder builder,
      Shape shape,
      int partition,
      double offline,
      SplittableRandom chance) {
    int factor = Math.min(1 + chance.nextInt(shape.factor()), shape.brokers() - shape.added());
    int[] brokers =
        chance.ints(0, shape.brokers() - shape.added()).distinct().limit(factor).toArray();
    int leader = chance.nextInt(factor);
    double size = Math.min(2e4, 5e5 * shape.brokers() / shape.partitions() / shape.factor());
    double[] loads = new double[factor * Resource.COUNT];
    double in = size * Math.pow(10, -2 * chance.nextDouble());
    double out = in * chance.nextDouble(2);
    double disk = size * Math.pow(10, -2 * chance.nextDouble());
    for (int at = 0; at < factor; at++) {
      boolean leads = at == leader;
      loads[4 * at] = (0.7 * in + (leads ? 0.15 * out : 0)) / 5000;
      loads[4 * at + 1] = disk;
      loads[4 * at + 2] = in / 10;
      loads[4 * at + 3] = leads ? out / 10 : 0;
    }
    int[] broken =
        Arrays.stream(brokers)
            .filter(each -> offline > 0 && chance.nextDouble() < offline)
            .toArray();
    builder.partition(partition % 2, partition / 2, brokers[leader], brokers, loads, broken);
  }

  public static double total(ClusterModel model, int resource) {
    double[] sum = new double[1];
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      sum[0] += model.following(replica, resource);
    }
    return Arrays.stream(sum).sum();
  }
}
