package io.kadvisor.core.planner.bound;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.Arrays;
import java.util.function.DoubleFunction;

/** What the brokers of some racks carry in one measure, and the limits of each about the mean. */
final class RackLimits {
  private static final double ROUNDING = 1e-9;

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

  /**
   * How many brokers stay outside when the racks carry so little at least.
   *
   * @param within what brokers inside an upper limit can carry
   */
  int outside(double least, DoubleFunction<Inside> within) {
    double[] lows = low.clone();
    double[] highs = high.clone();
    Arrays.sort(lows);
    Arrays.sort(highs);
    int inside = 0;
    for (int largest = brokers - 1; largest >= 0; largest--) {
      if (largest == 0 || highs[largest] > highs[largest - 1]) {
        inside = Math.max(inside, inside(lows, highs, largest, within.apply(highs[largest])));
      }
    }
    boolean tooMuch = brokers > 0 && Arrays.stream(high).sum() < least * (1 - ROUNDING);
    return Math.max(brokers - inside, tooMuch ? 1 : 0);
  }

  /** How many can be inside if this one is, and none with a higher limit: those with the lowest. */
  private int inside(double[] lows, double[] highs, int largest, Inside within) {
    int count = 0;
    double sum = 0;
    int most = 0;
    for (int each = 0; each < brokers && highs[each] <= highs[largest]; each++) {
      count++;
      sum += lows[each];
      double wanted = each < largest ? sum - lows[each] + lows[largest] : sum;
      if (wanted <= within.most(count) * (1 + ROUNDING) && brokers - count >= within.leastOutside) {
        most = count;
      }
    }
    return most;
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
