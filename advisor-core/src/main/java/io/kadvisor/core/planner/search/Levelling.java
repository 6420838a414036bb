package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Moves of single replicas that bring brokers within their limits, those that repair most for their
 * cost first: a level asks for so much distance repaired for each unit of cost, and the levels go
 * down. A broker is filled or relieved to its limit and no further.
 *
 * <p>What a replica promises is remembered, so that most are not looked at on most levels: needs
 * only shrink, and so do promises. That made 200,000 replicas on 200 brokers three times as fast.
 */
final class Levelling {
  private static final double[] LEVELS = {16, 10, 7, 5.2, 4, 3, 2.3, 1.7, 1.2, 0.8, 0.4, 0.1, 0.02};

  /** Other candidates may need the replica somewhat more than those it was offered to. */
  private static final float BENEFIT_OF_DOUBT = 1.5f;

  /** In a large cluster more of them are alike. */
  private static final float BENEFIT_OF_DOUBT_IF_LARGE = 1.2f;

  /** From this level on every replica is looked at again. */
  private static final float LAST_CHANCE = 0.1f;

  private static final int MOVES_BETWEEN_CHOICES = 8;
  private static final double SMALLEST_GAIN = 1e-9;

  private final Ground ground;
  private final Balance balance;
  private final ClusterModel model;
  private final Placement placement;
  private final Candidates candidates;
  private final float[] promise;
  private final boolean isLarge;
  private final float benefitOfDoubt;
  private final double price;
  private final double[] load = new double[Measure.COUNT];
  private int bestTarget;
  private double bestRatio;
  private double seenRatio;

  /**
   * @param price how much distance one unit of cost must repair at least
   */
  Levelling(Ground ground, Balance balance, double price) {
    this.ground = ground;
    this.price = price;
    this.balance = balance;
    model = ground.model();
    placement = ground.placement();
    candidates = new Candidates(ground, balance);
    isLarge = ground.isLarge();
    benefitOfDoubt = isLarge ? BENEFIT_OF_DOUBT_IF_LARGE : BENEFIT_OF_DOUBT;
    promise = new float[model.replicaCount()];
    Arrays.fill(promise, Float.MAX_VALUE);
  }

  void run() {
    for (int at = 0; at < LEVELS.length && LEVELS[at] >= price; at++) {
      for (int source : fullestFirst()) {
        if (ground.isStopped()) {
          return;
        }
        relieve(source, LEVELS[at]);
      }
    }
  }

  private Integer[] fullestFirst() {
    var room = new double[model.brokerCount()];
    var order = new Integer[room.length];
    for (int broker = 0; broker < room.length; broker++) {
      room[broker] = balance.room(broker);
      order[broker] = broker;
    }
    Arrays.sort(order, Comparator.comparingDouble((Integer broker) -> room[broker]));
    return order;
  }

  private void relieve(int source, double level) {
    candidates.choose();
    boolean inside = balance.distance(source) == 0;
    if (inside && candidates.lacking() == 0) {
      return;
    }
    int moved = 0;
    for (int replica : placement.hosted(source)) {
      // A broker inside its limits has nothing to give but to those that lack.
      int offers = inside ? candidates.lacking() : candidates.count();
      if (promise[replica] >= level && isMovedFrom(source, replica, level, offers)) {
        moved++;
        if (moved % MOVES_BETWEEN_CHOICES == 0) {
          candidates.choose();
        }
      }
    }
  }

  private boolean isMovedFrom(int source, int replica, double level, int offers) {
    placement.loadOf(replica, load);
    double leaving = balance.change(source, load, -1);
    double cost = ground.cost(replica);
    double most = (balance.most(load) - leaving) / cost;
    if (most < level) {
      promise[replica] = (float) most;
      return false;
    }
    double mostOfCandidates = (candidates.most(load) - leaving) / cost;
    if (isLarge && mostOfCandidates < level) {
      keepInMind(replica, mostOfCandidates);
      return false;
    }
    offer(replica, leaving, level, offers);
    if (bestTarget < 0) {
      keepInMind(replica, seenRatio);
      return false;
    }
    promise[replica] = LAST_CHANCE;
    ground.move(replica, bestTarget);
    return true;
  }

  /** Remembers what the candidates of now would make of it. */
  private void keepInMind(int replica, double ratio) {
    promise[replica] = Math.max(LAST_CHANCE, (float) ratio * benefitOfDoubt);
  }

  private void offer(int replica, double leaving, double level, int offers) {
    bestTarget = -1;
    bestRatio = level;
    seenRatio = 0;
    int partition = model.partitionOf(replica);
    int home = model.brokerOf(replica);
    double away = placement.isMoved(replica) ? 0 : ground.cost(replica);
    for (int at = 0; at < offers; at++) {
      int target = candidates.broker(at);
      double most = balance.mostRepaired(target) - leaving;
      if (target != home && most < away * Math.min(seenRatio, bestRatio)) {
        continue;
      }
      double gain = -(leaving + balance.change(target, load, 1));
      if (gain > SMALLEST_GAIN) {
        double cost = target == home ? 0 : away;
        double ratio = cost <= 0 ? Double.MAX_VALUE : gain / cost;
        boolean counts = ratio > Math.min(seenRatio, bestRatio);
        if (counts && (target == home || !placement.knows(partition, target))) {
          seenRatio = Math.max(seenRatio, ratio);
          if (ratio > bestRatio && ground.allows(replica, target) && balance.fits(target, load)) {
            bestRatio = ratio;
            bestTarget = target;
          }
        }
      }
    }
  }
}
