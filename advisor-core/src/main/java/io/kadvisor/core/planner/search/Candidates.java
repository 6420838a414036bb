package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The few brokers that need a replica most: of the whole cluster, and of each rack. */
final class Candidates {
  private static final int OF_CLUSTER = 6;
  private static final int OF_RACK = 1;

  /** What a broker lacks comes first, then how much room it has. */
  private static final double PART_OF_ROOM = 1e-3;

  private final Ground ground;
  private final Balance balance;
  private final int[] order;
  private final double[] need;
  private final int[] chosen;

  /** By measure, what a unit of it repairs at most where one of them lacks it. */
  private final double[] worth = new double[Measure.COUNT];

  private int count;
  private int lacking;

  Candidates(Ground ground, Balance balance) {
    this.ground = ground;
    this.balance = balance;
    int brokers = ground.model().brokerCount();
    need = new double[brokers];
    chosen = new int[brokers];
    order = IntStream.range(0, brokers).filter(ground::isOpen).toArray();
  }

  void choose() {
    ClusterModel model = ground.model();
    for (int broker : order) {
      need[broker] = balance.lack(broker) + PART_OF_ROOM * balance.room(broker);
    }
    neediestFirst();
    var ofRack = new int[model.racks().size()];
    count = 0;
    lacking = 0;
    Arrays.fill(worth, 0);
    for (int at = 0; at < order.length; at++) {
      int broker = order[at];
      if (at < OF_CLUSTER || ofRack[model.rackOf(broker)] < OF_RACK) {
        ofRack[model.rackOf(broker)]++;
        chosen[count++] = broker;
        lacking = balance.lack(broker) > 0 ? count : lacking;
        balance.raiseToLacks(broker, worth);
      }
    }
  }

  /** By insertion: a few moves change the order of 200 brokers little. */
  private void neediestFirst() {
    for (int at = 1; at < order.length; at++) {
      int broker = order[at];
      int to = at;
      for (; to > 0 && need[order[to - 1]] < need[broker]; to--) {
        order[to] = order[to - 1];
      }
      order[to] = broker;
    }
  }

  /** No load repairs more than this at any of them, as they were when they were chosen. */
  double most(double[] load) {
    return Balance.worth(load, worth);
  }

  int count() {
    return count;
  }

  /** So many of the first hold all that are below a limit. */
  int lacking() {
    return lacking;
  }

  int broker(int at) {
    return chosen[at];
  }
}
