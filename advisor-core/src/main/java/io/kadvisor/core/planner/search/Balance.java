package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.Arrays;
import java.util.Set;

/**
 * How far brokers are outside their limits, and what a step would change of it.
 *
 * <p>The distance of a broker is the sum over the measures of what it is outside its limits by, as
 * a part of the mean and times the measure's weight; 0 when it is inside all. What is above a
 * capacity that may not be used counts {@value #OVER_CEILING} times more.
 *
 * <p>The distance is linear, so that it says what a byte is worth: a byte from a broker with too
 * much to one with too little repairs two, and moving it costs one.
 */
final class Balance {
  private static final double OVER_CEILING = 10;

  private static final double ROUNDING = 1e-9;

  /** Potential bytes out have a ceiling only, and matter least. */
  private static final double WEIGHT_OF_POTENTIAL = 0.01;

  private static final int[] OF_LEADERS = {
    Measure.CPU.column(),
    Measure.NW_OUT.column(),
    Measure.LEADERS.column(),
    Measure.LEADER_NW_IN.column()
  };

  private final ClusterModel model;
  private final Placement placement;
  private final Aims aims;
  private final double[] low;
  private final double[] high;
  private final double[] ceiling;
  private final double[] scale;

  /** By broker and measure, how far it is outside: most looks are at brokers as they were. */
  private final double[] outside;

  /** By broker, the sum of it over the measures. */
  private final double[] distance;

  /** By broker, what of it changes of leader can change. */
  private final double[] distanceOfLeading;

  /** By broker, {@link Placement#changes} when that was worked out. */
  private final int[] asOf;

  private final double[] largestScale = new double[Measure.COUNT];
  private final double[] leading = new double[Measure.COUNT];
  private final int[] touched = new int[4];
  private final double[] deltas = new double[touched.length * OF_LEADERS.length];

  private Balance(Placement placement, Aims aims, double weightOfLeaders) {
    model = placement.model();
    this.placement = placement;
    this.aims = aims;
    low = new double[model.brokerCount() * Measure.COUNT];
    high = new double[low.length];
    ceiling = new double[low.length];
    scale = new double[low.length];
    outside = new double[low.length];
    distance = new double[model.brokerCount()];
    distanceOfLeading = new double[model.brokerCount()];
    asOf = new int[model.brokerCount()];
    Arrays.setAll(asOf, broker -> placement.changes(broker) - 1);
    Set<Measure> idle = aims.idle();
    for (Measure measure : Measure.values()) {
      double weight =
          switch (measure) {
            case DISK, NW_IN, REPLICAS -> 1;
            case CPU, NW_OUT, LEADERS, LEADER_NW_IN -> weightOfLeaders;
            case POTENTIAL_NW_OUT -> aims.isAboveAllCeilings(measure) ? 0 : WEIGHT_OF_POTENTIAL;
          };
      take(measure.column(), idle.contains(measure) ? 0 : weight);
    }
  }

  /** Every measure counts the same. */
  static Balance ofAll(Placement placement, Aims aims) {
    return new Balance(placement, aims, 1);
  }

  /** What goes with leaders counts a tenth: it can be repaired later, without moving a byte. */
  static Balance ofReplicas(Placement placement, Aims aims) {
    return new Balance(placement, aims, 0.1);
  }

  private void take(int measure, double weight) {
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      int at = broker * Measure.COUNT + measure;
      low[at] = aims.low(broker, measure);
      high[at] = aims.high(broker, measure);
      ceiling[at] = aims.ceiling(broker, measure);
      double mean = aims.mean(broker, measure);
      scale[at] = mean == 0 ? 0 : weight / mean;
      if (low[at] > 0) {
        largestScale[measure] = Math.max(largestScale[measure], scale[at]);
      }
    }
  }

  double distance(int broker) {
    lookAgain(broker);
    return distance[broker];
  }

  private void lookAgain(int broker) {
    int changes = placement.changes(broker);
    if (asOf[broker] == changes) {
      return;
    }
    asOf[broker] = changes;
    double sum = 0;
    int from = broker * Measure.COUNT;
    for (int measure = 0; measure < Measure.COUNT; measure++) {
      double value = outside(from + measure, placement.carried(broker, measure));
      outside[from + measure] = value;
      sum += scale[from + measure] * value;
    }
    distance[broker] = sum;
    double ofLeading = 0;
    for (int measure : OF_LEADERS) {
      ofLeading += scale[from + measure] * outside[from + measure];
    }
    distanceOfLeading[broker] = ofLeading;
  }

  /** No step at this broker alone repairs more: a little too much, since sums are rounded. */
  double mostRepaired(int broker) {
    return distance(broker) * (1 + ROUNDING);
  }

  /** The same of a change of leader. */
  double mostRepairedByLeading(int broker) {
    return distanceOfLeading(broker) * (1 + ROUNDING);
  }

  double distance() {
    double sum = 0;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      sum += distance(broker);
    }
    return sum;
  }

  /** Brokers outside a limit, each counted in every measure in which it is and that has a band. */
  int countOutside() {
    int count = 0;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      for (int measure = 0; measure <= Measure.LEADER_NW_IN.column(); measure++) {
        int at = broker * Measure.COUNT + measure;
        count += scale[at] > 0 && outside(at, placement.carried(broker, measure)) > 0 ? 1 : 0;
      }
    }
    return count;
  }

  /** What the broker lacks to its lower limits. */
  double lack(int broker) {
    double sum = 0;
    int from = broker * Measure.COUNT;
    for (int measure = 0; measure < Measure.COUNT; measure++) {
      double lack = low[from + measure] - placement.carried(broker, measure);
      sum += scale[from + measure] * Math.max(0, lack);
    }
    return sum;
  }

  /** Raises each measure that the broker lacks to what a unit of it repairs there. */
  void raiseToLacks(int broker, double[] worth) {
    int from = broker * Measure.COUNT;
    for (int measure = 0; measure < Measure.COUNT; measure++) {
      if (placement.carried(broker, measure) < low[from + measure]) {
        worth[measure] = Math.max(worth[measure], scale[from + measure]);
      }
    }
  }

  /** How far the broker is below its upper limits; less than 0 where it is above them. */
  double room(int broker) {
    double sum = 0;
    int from = broker * Measure.COUNT;
    for (int measure = 0; measure < Measure.POTENTIAL_NW_OUT.column(); measure++) {
      sum += scale[from + measure] * (high[from + measure] - placement.carried(broker, measure));
    }
    return sum;
  }

  /** The change of a broker's distance when a load comes, or with sign -1 goes. */
  double change(int broker, double[] load, int sign) {
    lookAgain(broker);
    double sum = 0;
    int at = broker * Measure.COUNT;
    for (int measure = 0; measure < Measure.COUNT; measure++, at++) {
      double by = load[measure];
      if (by != 0 && scale[at] != 0) {
        double after = placement.carried(broker, measure) + sign * by;
        sum += scale[at] * (outside(at, after) - outside[at]);
      }
    }
    return sum;
  }

  /** No load repairs more than this where it arrives. */
  double most(double[] load) {
    return worth(load, largestScale);
  }

  /** What the load repairs where a unit of each measure repairs so much. */
  static double worth(double[] load, double[] ofUnit) {
    double sum = 0;
    for (int measure = 0; measure < Measure.COUNT; measure++) {
      sum += load[measure] * ofUnit[measure];
    }
    return sum;
  }

  private double outside(int at, double value) {
    if (value < low[at]) {
      return low[at] - value;
    }
    if (value <= high[at]) {
      return 0;
    }
    double over = value - high[at];
    return value <= ceiling[at] ? over : over + OVER_CEILING * (value - ceiling[at]);
  }

  /** True when the load, where it adds to a broker, leaves it below what it may use. */
  boolean fits(int broker, double[] load) {
    int from = broker * Measure.COUNT;
    for (int measure = 0; measure <= Measure.REPLICAS.column(); measure++) {
      if (load[measure] > 0
          && placement.carried(broker, measure) + load[measure] > ceiling[from + measure]) {
        return false;
      }
    }
    return true;
  }

  /** True when the broker uses more of anything than it may. */
  boolean isOverrun(int broker) {
    for (int measure = 0; measure <= Measure.REPLICAS.column(); measure++) {
      if (placement.carried(broker, measure) > ceiling[broker * Measure.COUNT + measure]) {
        return true;
      }
    }
    return false;
  }

  /** True when the broker would use less of what it uses too much of without the load. */
  boolean isPartOfOverrun(int broker, double[] load) {
    for (int measure = 0; measure <= Measure.REPLICAS.column(); measure++) {
      if (load[measure] > 0
          && placement.carried(broker, measure) > ceiling[broker * Measure.COUNT + measure]) {
        return true;
      }
    }
    return false;
  }

  /** What the load would bring above the ceilings, as parts of them; 0 when it fits. */
  double overrun(int broker, double[] load) {
    double sum = 0;
    int from = broker * Measure.COUNT;
    for (int measure = 0; measure <= Measure.REPLICAS.column(); measure++) {
      double over = placement.carried(broker, measure) + load[measure] - ceiling[from + measure];
      sum += load[measure] > 0 ? Math.max(0, over) / ceiling[from + measure] : 0;
    }
    return sum;
  }

  /** True when this load alone would bring the broker above a limit that it is above. */
  boolean isAboveByItself(int broker, double[] load) {
    int from = broker * Measure.COUNT;
    for (int measure = 0; measure < Measure.COUNT; measure++) {
      int at = from + measure;
      if (scale[at] > 0
          && placement.carried(broker, measure) > high[at]
          && load[measure] > high[at]) {
        return true;
      }
    }
    return false;
  }

  /** The change of the whole distance when another replica of the partition leads. */
  double changeOfLeader(int partition, int replica) {
    int from = placement.leaderOf(partition);
    setLeading(partition, from);
    double sum = changeOfLeading(placement.brokerOf(from), -1);
    setLeading(partition, replica);
    return sum + changeOfLeading(placement.brokerOf(replica), 1);
  }

  /** The same when these two replicas, of different partitions, lead. */
  double changeOfLeaders(int first, int second) {
    int[] brokers = touched;
    int one = model.partitionOf(first);
    int other = model.partitionOf(second);
    take(0, one, placement.leaderOf(one), -1);
    take(1, one, first, 1);
    take(2, other, placement.leaderOf(other), -1);
    take(3, other, second, 1);
    double sum = 0;
    for (int at = 0; at < brokers.length; at++) {
      boolean merged = false;
      for (int earlier = 0; earlier < at && !merged; earlier++) {
        merged = brokers[earlier] == brokers[at];
      }
      sum += merged ? 0 : changeOfTouched(at);
    }
    return sum;
  }

  private void take(int at, int partition, int replica, int sign) {
    touched[at] = placement.brokerOf(replica);
    setLeading(partition, replica);
    for (int each = 0; each < OF_LEADERS.length; each++) {
      deltas[at * OF_LEADERS.length + each] = sign * leading[OF_LEADERS[each]];
    }
  }

  private double changeOfTouched(int first) {
    int broker = touched[first];
    double sum = 0;
    for (int each = 0; each < OF_LEADERS.length; each++) {
      double by = 0;
      for (int at = first; at < touched.length; at++) {
        by += touched[at] == broker ? deltas[at * OF_LEADERS.length + each] : 0;
      }
      int at = broker * Measure.COUNT + OF_LEADERS[each];
      double before = placement.carried(broker, OF_LEADERS[each]);
      sum += scale[at] * (outside(at, before + by) - outside(at, before));
    }
    return sum;
  }

  /** The part of the broker's distance that changes of leader can change. */
  double distanceOfLeading(int broker) {
    lookAgain(broker);
    return distanceOfLeading[broker];
  }

  /** True when the broker can lead the partition, too, and stay below what it may use. */
  boolean fitsLeading(int partition, int replica) {
    setLeading(partition, replica);
    return fits(placement.brokerOf(replica), leading);
  }

  private void setLeading(int partition, int replica) {
    leading[Measure.CPU.column()] = model.leadingCpu(partition);
    leading[Measure.NW_OUT.column()] = model.leadingOut(partition);
    leading[Measure.LEADERS.column()] = 1;
    leading[Measure.LEADER_NW_IN.column()] = model.nwIn(replica);
  }

  private double changeOfLeading(int broker, int sign) {
    lookAgain(broker);
    double sum = 0;
    for (int measure : OF_LEADERS) {
      int at = broker * Measure.COUNT + measure;
      double after = placement.carried(broker, measure) + sign * leading[measure];
      sum += scale[at] * (outside(at, after) - outside[at]);
    }
    return sum;
  }
}
