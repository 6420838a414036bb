package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.stream.IntStream;

/**
 * Takes more time for brokers that everything else has left outside a limit, where they are few and
 * it is not one partition alone that is too large for its broker: changes of two leaders at a time,
 * and exchanges over many more pairs. What that made needless goes home once all are inside.
 */
final class LastOnes {
  private static final int ROUNDS = 3;
  private static final int THOROUGHNESS = 4;
  private static final int SAMPLE = 24;

  /** One broker of so many, and at least {@value #FEWEST}, are few. */
  private static final int ONE_OF = 8;

  private static final int FEWEST = 3;

  private final Ground ground;
  private final Balance balance;
  private final double price;
  private final long seed;
  private final ClusterModel model;
  private final Placement placement;
  private final double[] load = new double[Measure.COUNT];

  /**
   * @param price how much distance one unit of cost must repair at least
   */
  LastOnes(Ground ground, Balance balance, double price, long seed) {
    this.ground = ground;
    this.balance = balance;
    this.price = price;
    this.seed = seed;
    model = ground.model();
    placement = ground.placement();
  }

  /** Keeps what it found only where that leaves fewer outside. */
  void run() {
    int[] outside = outside();
    if (outside.length == 0 || outside.length > Math.max(FEWEST, model.brokerCount() / ONE_OF)) {
      return;
    }
    int before = balance.countOutside();
    int[] brokers = IntStream.range(0, model.replicaCount()).map(placement::brokerOf).toArray();
    int[] leaders = IntStream.range(0, model.partitionCount()).map(placement::leaderOf).toArray();
    int last = Integer.MAX_VALUE;
    for (int round = 0; balance.countOutside() < last && round < ROUNDS; round++) {
      last = balance.countOutside();
      new LeaderExchanges(ground, balance, seed + round).run(outside);
      new Exchanges(ground, balance, price, seed + round).thoroughly(THOROUGHNESS).run(outside());
      outside = outside();
    }
    if (balance.countOutside() >= before) {
      restore(brokers, leaders);
    } else if (balance.distance() == 0) {
      new Homecoming(ground, balance, SAMPLE, seed).run();
    }
  }

  private void restore(int[] brokers, int[] leaders) {
    for (int partition = 0; partition < leaders.length; partition++) {
      if (placement.leaderOf(partition) != leaders[partition]) {
        placement.lead(partition, leaders[partition]);
      }
    }
    for (int replica = 0; replica < brokers.length; replica++) {
      if (placement.brokerOf(replica) != brokers[replica]) {
        ground.move(replica, brokers[replica]);
      }
    }
  }

  private int[] outside() {
    return IntStream.range(0, model.brokerCount())
        .filter(broker -> ground.isOpen(broker) && balance.distance(broker) > 0)
        .filter(broker -> !isAboveByOne(broker))
        .toArray();
  }

  private boolean isAboveByOne(int broker) {
    for (int at = 0; at < placement.hostedCount(broker); at++) {
      placement.loadOf(placement.hosted(broker, at), load);
      if (balance.isAboveByItself(broker, load)) {
        return true;
      }
    }
    return false;
  }
}
