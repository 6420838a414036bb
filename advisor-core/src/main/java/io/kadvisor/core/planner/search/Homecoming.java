package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Placement;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Sends moved replicas home, the costliest first, alone or in exchange for cheaper ones of that
 * broker that serve as well. No broker is brought nearer to the outside by it.
 */
final class Homecoming {
  /** Sums of loads are rounded. */
  private static final double NO_CHANGE = 1e-12;

  private static final double SMALLEST_SAVING = 1e-9;

  private final Ground ground;
  private final Exchange exchange;
  private final ClusterModel model;
  private final Placement placement;
  private final int sample;
  private double least;
  private int best;

  /**
   * @param sample so many replicas of a home broker are offered for one that returns
   */
  Homecoming(Ground ground, Balance balance, int sample, long seed) {
    this.ground = ground;
    this.sample = sample;
    exchange = new Exchange(ground, balance, seed);
    model = ground.model();
    placement = ground.placement();
  }

  /** Of all that are moved. */
  void run() {
    run(broker -> true);
  }

  /** Of those whose first broker, or the one where they are now, is one of these. */
  void run(IntPredicate brokers) {
    List<Integer> moved = LargestFirst.of(model.replicaCount(), placement::isMoved, ground::cost);
    for (int replica : moved) {
      if (ground.isStopped()) {
        return;
      }
      int home = model.brokerOf(replica);
      boolean isWanted = brokers.test(home) || brokers.test(placement.brokerOf(replica));
      if (isWanted && mayReturn(replica, home)) {
        sendHome(replica, home);
      }
    }
  }

  private boolean mayReturn(int replica, int home) {
    return placement.isMoved(replica) && !model.mustLeave(replica) && ground.isFree(replica, home);
  }

  private void sendHome(int replica, int home) {
    int here = placement.brokerOf(replica);
    exchange.of(replica, home);
    double saved = -ground.cost(replica);
    least = -SMALLEST_SAVING;
    best = -1;
    double alone = exchange.alone();
    if (alone <= NO_CHANGE && exchange.allowsAlone()) {
      least = Math.min(least, saved + alone);
      best = replica;
    }
    for (int other : exchange.sample(home, sample)) {
      boolean isMoved = model.brokerOf(other) != home;
      if (isMoved || saved + ground.leastCost(other) < least) {
        double cost = saved + ground.cost(other, here);
        if (cost < least) {
          offer(other, cost);
        }
      }
    }
    if (best == replica) {
      ground.move(replica, home);
    } else if (best >= 0) {
      exchange.swap(replica, best);
    }
  }

  private void offer(int other, double cost) {
    double change = exchange.against(other, NO_CHANGE);
    if (change <= NO_CHANGE && cost + change < least && exchange.allowsAgainst(other)) {
      least = cost + change;
      best = other;
    }
  }
}
