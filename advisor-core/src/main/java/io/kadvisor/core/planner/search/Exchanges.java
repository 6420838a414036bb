package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.model.ClusterModel;
import java.util.stream.IntStream;

/**
 * Moves and swaps for brokers that are still outside a limit: where no single move helps, two
 * replicas of like size in one measure and unlike in another often do. Looks at samples, and at
 * larger ones when nothing was found.
 */
final class Exchanges {
  private static final int SAMPLE = 24;
  private static final int PARTNERS = 8;
  private static final int TRIES = 30;

  /** Pairs that are looked at for all brokers, and at least for each: 50 ns each. */
  private static final long PAIRS = 500_000;

  private static final long PAIRS_OF_ONE = 50_000;
  private static final int LARGEST_SAMPLE = 8 * SAMPLE;

  /** A broker gets all that again for each so many replicas, since one of them repairs less. */
  private static final int REPLICAS_OF_A_SHARE = 400;

  private static final double SMALLEST_GAIN = 1e-9;

  private final Ground ground;
  private final Balance balance;
  private final Exchange exchange;
  private final ClusterModel model;
  private final double price;
  private int thoroughness = 1;
  private long pairs;
  private double least;
  private int bestReplica;
  private int bestOther;
  private int bestTarget;

  /**
   * @param price how much distance one unit of cost must repair at least
   */
  Exchanges(Ground ground, Balance balance, double price, long seed) {
    this.ground = ground;
    this.balance = balance;
    this.price = price;
    exchange = new Exchange(ground, balance, seed);
    model = ground.model();
  }

  /** Looks at so many times more pairs. */
  Exchanges thoroughly(int times) {
    thoroughness = times;
    return this;
  }

  void run() {
    run(
        IntStream.range(0, model.brokerCount())
            .filter(broker -> ground.isOpen(broker) && balance.distance(broker) > 0)
            .toArray());
  }

  /** The same for some brokers that are outside. */
  void run(int[] outside) {
    for (int broker : outside) {
      repair(broker, Math.max(PAIRS_OF_ONE, PAIRS / outside.length));
    }
  }

  private void repair(int broker, long share) {
    int hosted = ground.placement().hostedCount(broker);
    int shares = thoroughness * Math.max(1, hosted / REPLICAS_OF_A_SHARE);
    long end = pairs + shares * share;
    int sample = SAMPLE;
    for (int tries = 0; tries < shares * TRIES && balance.distance(broker) > 0; tries++) {
      if (ground.isStopped() || sample > thoroughness * LARGEST_SAMPLE || pairs > end) {
        return;
      }
      if (!isBettered(broker, sample)) {
        sample *= 2;
      }
    }
  }

  private boolean isBettered(int broker, int sample) {
    least = -SMALLEST_GAIN;
    bestReplica = -1;
    int[] mine = exchange.sample(broker, sample);
    for (int partner : exchange.partners(broker, PARTNERS)) {
      int[] theirs = exchange.sample(partner, sample);
      for (int replica : mine) {
        if (ground.isFree(replica, partner)) {
          exchange.of(replica, partner);
          offerAlone(replica, partner);
          offer(replica, broker, partner, theirs);
        }
      }
      for (int replica : theirs) {
        exchange.of(replica, broker);
        offerAlone(replica, broker);
      }
    }
    if (bestReplica < 0) {
      return false;
    }
    if (bestOther < 0) {
      ground.move(bestReplica, bestTarget);
    } else {
      exchange.swap(bestReplica, bestOther);
    }
    return true;
  }

  private void offer(int replica, int broker, int partner, int[] theirs) {
    double cost = price * ground.cost(replica, partner);
    pairs += theirs.length;
    for (int other : theirs) {
      double costs = cost + price * ground.cost(other, broker);
      double change = costs + exchange.against(other, least - costs);
      if (change < least && exchange.allowsAgainst(other)) {
        least = change;
        bestReplica = replica;
        bestOther = other;
      }
    }
  }

  private void offerAlone(int replica, int to) {
    double change = price * ground.cost(replica, to) + exchange.alone();
    if (change < least && exchange.allowsAlone()) {
      least = change;
      bestReplica = replica;
      bestOther = -1;
      bestTarget = to;
    }
  }
}
