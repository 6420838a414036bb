package io.kadvisor.core.planner.bound;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Racks;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The fairest parts of the cluster's load that the racks can carry while every partition is spread
 * over as many racks as it should be.
 *
 * <p>With three racks and factor 3 each rack carries a third, however few brokers it has. What a
 * group of k racks can carry at most, {@code most(k)}, is the sum over the partitions of their k
 * largest replicas, and is the same for every group of k. Such a function is submodular, so the
 * fairest division is found by taking, again and again, the group that its limit binds the most
 * (Fujishige, Submodular Functions and Optimization, 2005, section 9.2: the lexicographically
 * optimal base); here that group is always the largest racks that are left.
 */
public final class RackShares {
  private final ClusterModel model;
  private final Racks racks;
  private final double[] weight;
  private final Integer[] order;
  private final double[] share;
  private final double[] most;
  private double largest;

  private RackShares(ClusterModel model, Measure measure) {
    this.model = model;
    racks = new Racks(model);
    weight = new double[model.racks().size()];
    share = new double[weight.length];
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      if (model.takesReplicas(broker)) {
        weight[model.rackOf(broker)] += measure.capacityOf(model.brokers().get(broker));
      }
    }
    order = new Integer[weight.length];
    Arrays.setAll(order, rack -> rack);
    Arrays.sort(order, Comparator.comparingDouble((Integer rack) -> -weight[rack]));
    most = mostOfGroups(measure);
    divide();
  }

  /**
   * The parts of one measure.
   *
   * @param measure one with a band; of what goes with leaders a rack can carry what all of its
   *     replicas do when they lead
   */
  public static RackShares of(ClusterModel model, Measure measure) {
    return new RackShares(model, measure);
  }

  /** The rack's fair part, in the measure's unit. */
  public double share(int rack) {
    return share[rack];
  }

  /** The most that one rack can carry. */
  public double most() {
    return most(Math.min(1, racks.count()));
  }

  /** The most that one replica can carry, as a leader where that is more. */
  double largest() {
    return largest;
  }

  /** The most that so many racks can carry, whichever they are. */
  double most(int racks) {
    return most[racks];
  }

  /** Racks with a broker that takes replicas. */
  int count() {
    return racks.count();
  }

  /** So many racks with the most capacity: those that a limit binds first. */
  boolean[] largest(int count) {
    var among = new boolean[order.length];
    for (int at = 0; at < count; at++) {
      among[order[at]] = true;
    }
    return among;
  }

  /** The least that one rack carries: what all others together cannot. */
  public double least() {
    return racks.count() == 0 ? 0 : most[racks.count()] - most[racks.count() - 1];
  }

  private void divide() {
    int from = 0;
    while (from < racks.count()) {
      int to = tightest(from);
      double group = 0;
      for (int at = from; at < to; at++) {
        group += weight[order[at]];
      }
      for (int at = from; at < to; at++) {
        share[order[at]] = (most[to] - most[from]) * weight[order[at]] / group;
      }
      from = to;
    }
  }

  /** The end of the group from here whose limit allows the least for each unit of weight. */
  private int tightest(int from) {
    int best = from;
    double least = Double.POSITIVE_INFINITY;
    double group = 0;
    for (int to = from + 1; to <= racks.count(); to++) {
      group += weight[order[to - 1]];
      double each = (most[to] - most[from]) / group;
      // A larger group of the same tightness divides more evenly.
      if (each <= least * (1 + 1e-12)) {
        least = each;
        best = to;
      }
    }
    return best;
  }

  private double[] mostOfGroups(Measure measure) {
    var parts = new Parts(model, measure);
    var added = new double[racks.count() + 1];
    double[] sizes = new double[8];
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      int factor = model.replicationFactor(partition);
      sizes = sizes.length < factor ? new double[factor] : sizes;
      for (int at = 0; at < factor; at++) {
        sizes[at] = parts.following(model.firstReplica(partition) + at);
      }
      Arrays.sort(sizes, 0, factor);
      int surplus = Math.max(0, factor - racks.count());
      for (int at = 0; at < factor; at++) {
        added[Math.max(1, at + 1 - surplus)] += sizes[factor - 1 - at];
      }
      double leading = parts.leading(partition);
      added[1] += leading;
      largest = Math.max(largest, leading + sizes[factor - 1]);
    }
    for (int group = 1; group < added.length; group++) {
      added[group] += added[group - 1];
    }
    return added;
  }
}
