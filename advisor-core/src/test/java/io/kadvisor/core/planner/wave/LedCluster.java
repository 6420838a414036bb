package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;

/**
 * Three brokers, of which one leads a partition, one follows it and one has nothing. Kilobytes a
 * second: 20,000 are written to it, and 30,000 read by consumers; 1,000 MB are on disk.
 */
final class LedCluster {
  static final int LEADER = 0;
  static final int FOLLOWER = 1;
  static final int IDLE = 2;

  static final double WRITTEN = 20_000;
  static final double CONSUMED = 30_000;
  static final double MEGABYTES = 1_000;

  private Amounts leader = new Amounts(100, 1e6, 100_000, 200_000);
  private Amounts idle = new Amounts(100, 1e6, 50_000, 90_000);

  LedCluster withLeader(Amounts capacity) {
    leader = capacity;
    return this;
  }

  LedCluster withIdle(Amounts capacity) {
    idle = capacity;
    return this;
  }

  ClusterModel model() {
    var builder = new ClusterModelBuilder();
    builder.broker(new Broker(1, "az1", BrokerState.ALIVE, leader));
    builder.broker(new Broker(2, "az2", BrokerState.ALIVE, new Amounts(100, 1e6, 60_000, 80_000)));
    builder.broker(new Broker(3, "az3", BrokerState.ALIVE, idle));
    builder.topic("orders");
    double[] loads = {5, MEGABYTES, WRITTEN, CONSUMED, 1, MEGABYTES, WRITTEN, 0};
    builder.partition(0, 0, 1, new int[] {1, 2}, loads);
    try {
      return builder.build();
    } catch (InvalidModelException faults) {
      throw new AssertionError(faults);
    }
  }

  /** The broker that has nothing takes the leader's place. */
  Step leaderToIdle() {
    return step(replicas(LEADER, LEADER, FOLLOWER), replicas(IDLE, IDLE, FOLLOWER));
  }

  /** The same where the leader is lost, and the follower leads in its place. */
  Step fromFollowerToIdle() {
    return step(replicas(FOLLOWER, LEADER, FOLLOWER), replicas(FOLLOWER, FOLLOWER, IDLE));
  }

  private Step step(Replicas before, Replicas after) {
    return new Step(0, Urgency.BALANCE, before, after, CONSUMED);
  }

  private Replicas replicas(int leader, int... brokers) {
    return new Replicas(model(), leader, brokers, new int[] {0, 1});
  }
}
