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
    boolean tooMuch = Arrays.stream(high).sum() < least * (1 - 1e-9);
    return Math.max(brokers - inside, tooMuch ? 1 : 0);
  }

  /** The least that comes to brokers that lack, if as many as possible reach the lower limit. */
  double lacks(double most) {
    double sum = 0;
    double largest = 0;
    for (int at = 0; at < brokers; at++) {
      double lack = Math.max(0, low[at] - carried[at]);
      sum += lack;
      largest = Math.max(largest, lack);
    }
    return outside(0, most) == 0 ? sum : outside(0, most) == 1 ? sum - largest : 0;
  }

  /** The least that leaves brokers that have too much. */
  double excess(double least) {
    double sum = leaving;
    for (int at = 0; at < brokers && outside(least, Double.MAX_VALUE) == 0; at++) {
      sum += Math.max(0, carried[at] - high[at]);
    }
    return sum;
  }
}
