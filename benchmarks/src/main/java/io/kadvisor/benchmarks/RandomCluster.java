package io.kadvisor.benchmarks;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.model.Resource;
import java.util.SplittableRandom;

/**
 * A cluster as Cruise Control's tests draw them: exponential loads, each replica's its own,
 * replicas and racks anywhere, and broker 1 of half the size.
 */
final class RandomCluster {
  private RandomCluster() {}

  static ClusterModel draw(int brokers, int racks, int replicas, long seed) {
    var chance = new SplittableRandom(seed);
    var model = new ClusterModelBuilder().named("random-%d-%d".formatted(brokers, replicas));
    for (int id = 0; id < brokers; id++) {
      double size = id == 1 ? 0.5 : 1;
      int rack = id < racks ? id : chance.nextInt(racks);
      var capacity = new Amounts(100, 300_000 * size, 300_000 * size, 200_000 * (0.5 + size / 2));
      model.broker(new Broker(id, "r" + rack, BrokerState.ALIVE, capacity));
    }
    int partitions = (replicas + 2) / 3;
    int topics = Math.max(1, partitions / 14);
    double[] heat = new double[topics];
    double sum = 0;
    for (int topic = 0; topic < topics; topic++) {
      model.topic("topic-" + topic);
      heat[topic] = exponential(chance);
      sum += heat[topic] / topics;
    }
    int[] numbers = new int[topics];
    for (int partition = 0; partition < partitions; partition++) {
      int topic = partition < topics ? partition : chance.nextInt(topics);
      int[] ids = chance.ints(0, brokers).distinct().limit(3).toArray();
      double mean = heat[topic] / sum * brokers / replicas;
      double[] load = new double[3 * Resource.COUNT];
      for (int at = 0; at < 3; at++) {
        load[4 * at] = 32 * mean * exponential(chance);
        load[4 * at + 1] = 111_000 * mean * exponential(chance);
        load[4 * at + 2] = 92_000 * mean * exponential(chance);
        load[4 * at + 3] = at == 0 ? 75_000 * mean * exponential(chance) : 0;
      }
      model.partition(topic, numbers[topic]++, ids[0], ids, load);
    }
    try {
      return model.build();
    } catch (InvalidModelException invalid) {
      throw new IllegalStateException(invalid);
    }
  }

  private static double exponential(SplittableRandom chance) {
    return -Math.log(1 - chance.nextDouble());
  }
}
