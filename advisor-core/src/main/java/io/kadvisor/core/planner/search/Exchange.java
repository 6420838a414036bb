package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What it would change to swap two replicas between their brokers, and whether it is allowed. */
final class Exchange {
  private final Ground ground;
  private final Balance balance;
  private final ClusterModel model;
  private final Placement placement;
  private final SplittableRandom chance;
  private final double[] going = new double[Measure.COUNT];
  private final double[] coming = new double[Measure.COUNT];
  private final double[] backwards = new double[Measure.COUNT];
  private int replica;
  private int from;
  private int to;
  private double toRepair;

  Exchange(Ground ground, Balance balance, long seed) {
    this.ground = ground;
    this.balance = balance;
    model = ground.model();
    placement = ground.placement();
    chance = new SplittableRandom(seed);
  }

  /** The replica that the following questions are about, and where it would go. */
  void of(int replica, int target) {
    this.replica = replica;
    from = placement.brokerOf(replica);
    to = target;
    placement.loadOf(replica, going);
    toRepair = balance.distance(to);
  }

  /** The change of distance when it goes alone. */
  double alone() {
    return balance.change(from, going, -1) + balance.change(to, going, 1);
  }

  boolean allowsAlone() {
    return ground.allows(replica, to) && balance.fits(to, going);
  }

  /** The change of distance when another comes for it; less exact where it is above a limit. */
  double against(int other, double limit) {
    placement.loadOf(other, coming);
    for (int measure = 0; measure < Measure.COUNT; measure++) {
      coming[measure] -= going[measure];
    }
    double change = balance.change(from, coming, 1);
    return change > limit + toRepair ? change : change + balance.change(to, coming, -1);
  }

  /** Whether the exchange that was asked about last is allowed. */
  boolean allowsAgainst(int other) {
    for (int measure = 0; measure < Measure.COUNT; measure++) {
      backwards[measure] = -coming[measure];
    }
    return model.partitionOf(replica) != model.partitionOf(other)
        && ground.allowsBoth(replica, to, other, from)
        && balance.fits(from, coming)
        && balance.fits(to, backwards);
  }

  void swap(int replica, int other) {
    int from = placement.brokerOf(replica);
    int to = placement.brokerOf(other);
    ground.move(replica, to);
    ground.move(other, from);
  }

  /** Some of the broker's replicas, or all where there are few. */
  int[] sample(int broker, int size) {
    int count = placement.hostedCount(broker);
    if (count <= size) {
      return placement.hosted(broker);
    }
    var chosen = new int[size];
    for (int at = 0; at < size; at++) {
      chosen[at] = placement.hosted(broker, chance.nextInt(count));
    }
    return chosen;
  }

  /** Some of the brokers other than this one that take replicas. */
  int[] partners(int broker, int size) {
    int[] others = new int[model.brokerCount()];
    int count = 0;
    for (int other = 0; other < others.length; other++) {
      if (other != broker && ground.isOpen(other)) {
        others[count++] = other;
      }
    }
    int chosen = Math.min(size, count);
    for (int at = 0; at < chosen; at++) {
      int with = at + chance.nextInt(count - at);
      int kept = others[at];
      others[at] = others[with];
      others[with] = kept;
    }
    return Arrays.copyOf(others, chosen);
  }
}
