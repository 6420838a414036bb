package io.kadvisor.core.planner.bound;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.Arrays;

/** What the brokers of some racks carry in one measure, and the limits of each about the mean. */
final class RackLimits {
  final double before;
  final int brokers;
  private final double leaving;
  private final double[] carried;
  private final double[] low;
  private final double[] high;

  RackLimits(Placement start, Aims aims, Measure measure, boolean[] racks) {
    ClusterModel model = start.model();
    int[] members = new int[model.brokerCount()];
    int count = 0;
    double sum = 0;
    double must = 0;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      if (racks[model.rackOf(broker)]) {
        sum += start.carried(broker, measure.column());
        if (model.takesReplicas(broker)) {
          members[count++] = broker;
        } else {
          must += start.carried(broker, measure.column());
        }
      }
    }
    before = sum;
    leaving = must;
    brokers = count;
    carried = new double[count];
    low = new double[count];
    high = new double[count];
    for (int at = 0; at < count; at++) {
      carried[at] = start.carried(members[at], measure.column());
      low[at] = aims.lowerLimit(members[at], measure);
      high[at] = aims.upperLimit(members[at], measure);
    }
  }

  /** How many brokers stay outside when the racks carry from so little to so much. */
  int outside(double least, double most) {
    double[] lows = low.clone();
    Arrays.sort(lows);
    int inside = 0;
    double sum = 0;
    while (inside < brokers && sum + lows[inside] <= most * (1 + 1e-9)) {
      sum += lows[inside++];
    }
    boolean tooMuch = brokers > 0 && Arrays.stream(high).sum() < least * (1 - 1e-9);
    return Math.max(brokers - inside, tooMuch ? 1 : 0);
  }

  /** The least that comes to brokers that lack, if so many need not be inside. */
  double lacks(int outside) {
    var lacks = new double[brokers];
    for (int at = 0; at < brokers; at++) {
      lacks[at] = Math.max(0, low[at] - carried[at]);
    }
    return sumWithoutLargest(lacks, outside);
  }

  /** The least that leaves brokers with too much, if so many need not be inside. */
  double excess(int outside) {
    var excess = new double[brokers];
    for (int at = 0; at < brokers; at++) {
      excess[at] = Math.max(0, carried[at] - high[at]);
    }
    return leaving + sumWithoutLargest(excess, outside);
  }

  private static double sumWithoutLargest(double[] values, int count) {
    Arrays.sort(values);
    return Arrays.stream(values, 0, Math.max(0, values.length - count)).sum();
  }
}
