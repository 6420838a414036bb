package io.kadvisor.core.planner.bound;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The partitions that take so much of a broker, in one measure, that it matters where they are. The
 * rest is taken to be divided at will.
 */
final class Sizes {
  /** So many partitions together may be too large for a broker; what is smaller fits anywhere. */
  private static final int MOST_TOGETHER = 4;

  /** Twice what the scorer takes for rounding. */
  private static final double ROUNDING = 2e-9;

  private final int racks;
  private final int brokers;
  private final double total;
  private final List<LargePartition> large;

  /**
   * @param limit the least upper limit of a broker
   */
  Sizes(ClusterModel model, Measure measure, RackShares shares, double limit) {
    this(model, shares, new ArrayList<>());
    if (shares.largest() > limit / MOST_TOGETHER) {
      collect(model, new Parts(model, measure), limit / MOST_TOGETHER);
    }
  }

  private Sizes(ClusterModel model, RackShares shares, List<LargePartition> large) {
    this.large = large;
    racks = shares.count();
    total = shares.most(racks);
    brokers = (int) model.brokers().stream().filter(each -> each.state().takesReplicas()).count();
  }

  /** The same cluster, as if all of it could be divided at will. */
  static Sizes divisible(ClusterModel model, RackShares shares) {
    return new Sizes(model, shares, List.of());
  }

  private void collect(ClusterModel model, Parts parts, double least) {
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      double largest = 0;
      for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
        largest = Math.max(largest, parts.following(each));
      }
      double leading = parts.leading(partition);
      if (leading + largest > least) {
        large.add(new LargePartition(partition, leading, following(model, parts, partition)));
      }
    }
  }

  private static double[] following(ClusterModel model, Parts parts, int partition) {
    double[] all = new double[model.replicationFactor(partition)];
    Arrays.setAll(all, at -> parts.following(model.firstReplica(partition) + at));
    Arrays.sort(all);
    return all;
  }

  /** The partition with the largest replica, where any is large. */
  Optional<Oversize> largest() {
    return large.stream()
        .max(Comparator.comparingDouble(LargePartition::largest))
        .map(each -> new Oversize(each.partition(), each.largest() * brokers / total));
  }

  /** What any brokers can carry inside the limit. */
  Inside everywhere(double upperLimit) {
    double limit = upperLimit * (1 + ROUNDING);
    double[] pieces =
        large.stream().map(LargePartition::pieces).flatMapToDouble(Arrays::stream).toArray();
    double above = Arrays.stream(pieces).filter(piece -> piece > limit).sum();
    int copies = large.stream().mapToInt(each -> each.countAbove(limit)).max().orElse(0);
    var crowding = new double[MOST_TOGETHER - 1][];
    for (int at = 0; at < crowding.length; at++) {
      double least = limit / (at + 2);
      crowding[at] =
          Arrays.stream(pieces).filter(piece -> piece > least && piece <= limit).toArray();
    }
    return new Inside(total - above, copies, crowding);
  }

  /**
   * What the brokers of so many racks can carry inside the limit.
   *
   * @param most what they can without it
   */
  Inside inRacks(int count, double most, double upperLimit) {
    double limit = upperLimit * (1 + ROUNDING);
    double lost = 0;
    int outside = 0;
    for (LargePartition each : large) {
      int factor = each.factor();
      int replicas = Math.min(factor, count + Math.max(0, factor - racks));
      lost += each.most(replicas, Double.MAX_VALUE) - each.most(replicas, limit);
      int there = Math.min(factor, racks) - (racks - count);
      outside = Math.max(outside, there - each.countWithin(limit));
    }
    var crowding = new double[count == 1 ? MOST_TOGETHER - 1 : 0][];
    for (int at = 0; at < crowding.length; at++) {
      crowding[at] = crowdingOfRack(limit, limit / (at + 2));
    }
    return new Inside(most - lost, outside, crowding);
  }

  /** Of each partition a rack has one replica: a large one, or a smaller one in its place. */
  private double[] crowdingOfRack(double limit, double least) {
    return large.stream()
        .filter(each -> each.leadsForNothing() && each.factor() <= racks)
        .filter(each -> each.most(1, limit) > least)
        .mapToDouble(each -> each.most(1, limit) - each.most(1, least))
        .toArray();
  }
}
