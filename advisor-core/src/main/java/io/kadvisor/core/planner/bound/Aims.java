package io.kadvisor.core.planner.bound;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Between what limits each broker should be in each measure, in the measure's own unit.
 *
 * <p>The limits are the mean, weighted by capacity, plus and minus the tolerance; counts are
 * rounded outwards. Where racks do not allow that, a rack with too much is divided evenly, and in a
 * rack with too little as many brokers as possible reach the lower limit and the emptiest one goes
 * without: an underloaded broker harms nobody.
 */
public final class Aims {
  /** Stays clear of the limit by this part of the mean, since sums of loads are rounded. */
  private static final double CLEARANCE = 1e-5;

  /**
   * Where the others of its rack can be brought inside, one broker may have so little of the mean;
   * if that does not do, the rack is divided evenly.
   */
  private static final double LEAST_FOR_ONE = 0.4;

  /** And so much, in tolerances above the mean: too much does harm, too little does not. */
  private static final double MOST_FOR_ONE = 2;

  /**
   * The one is filled up to this part of the mean, or of what the rack leaves it where that is
   * less: on add-10to13 filling it further copies 5 % more.
   */
  private static final double ENOUGH_FOR_ONE = 0.6;

  private static final double PLAY_OF_LEAST = 0.85;
  private static final double PLAY_OF_MOST = 0.5;

  /**
   * One broker takes the surplus of all racks where that is so small a part of what can be moved
   * between racks; with more, hardly any placement of the others fits.
   */
  private static final double ONE_FOR_ALL = 0.1;

  /** Of the room that full brokers have above the mean, so much is left free. */
  private static final double KEPT_FREE = 0.2;

  /** Kilobytes a second of a broker, on the mean: what even the smallest does not notice. */
  private static final double IDLE_TRAFFIC = 10;

  /** Percent of a broker's CPU, on the mean. */
  private static final double IDLE_CPU = 1;

  /** Where so much of what may be used is used, it is not little, however small the brokers. */
  private static final double IDLE_PART = 0.1;

  private final ClusterModel model;
  private final double tolerance;
  private final double[] mean;
  private final double[] low;
  private final double[] high;
  private final double[] ceiling;
  private final Map<Measure, RackShares> shares = new EnumMap<>(Measure.class);
  private final Set<Measure> idle = EnumSet.noneOf(Measure.class);
  private final int[] emptiest;
  private final int[] fullest;

  /**
   * The limits for a cluster as it is.
   *
   * @param tolerance how far from the mean a broker may be, as a part of the mean
   */
  public Aims(Placement start, double tolerance) {
    model = start.model();
    this.tolerance = tolerance;
    mean = new double[model.brokerCount() * Measure.COUNT];
    low = new double[mean.length];
    high = new double[mean.length];
    ceiling = new double[mean.length];
    for (Measure measure : Measure.values()) {
      setMeasure(start, measure);
    }
    emptiest = extremes(start, 1);
    fullest = extremes(start, -1);
    for (Measure measure : new Measure[] {Measure.DISK, Measure.NW_IN, Measure.REPLICAS}) {
      adaptToRacks(measure);
    }
    for (int at = 0; at < high.length; at++) {
      high[at] = Math.min(high[at], ceiling[at]);
      low[at] = Math.min(low[at], high[at]);
    }
  }

  public double mean(int broker, int measure) {
    return mean[broker * Measure.COUNT + measure];
  }

  public double low(int broker, int measure) {
    return low[broker * Measure.COUNT + measure];
  }

  public double high(int broker, int measure) {
    return high[broker * Measure.COUNT + measure];
  }

  /** What a broker may never be brought above: its capacity times the part that may be used. */
  public double ceiling(int broker, int measure) {
    return ceiling[broker * Measure.COUNT + measure];
  }

  /**
   * Lets a broker carry no more than this of a measure, where it might carry more; its other limits
   * follow.
   */
  public void lowerCeiling(int broker, int measure, double most) {
    int at = broker * Measure.COUNT + measure;
    ceiling[at] = Math.min(ceiling[at], most);
    high[at] = Math.min(high[at], ceiling[at]);
    low[at] = Math.min(low[at], high[at]);
  }

  /** Measures of which the brokers carry so little that no balance of it is worth a move. */
  public Set<Measure> idle() {
    return Set.copyOf(idle);
  }

  /** The least that counts as inside, whatever the racks allow. */
  double lowerLimit(int broker, Measure measure) {
    if (idle.contains(measure)) {
      return 0;
    }
    double limit = mean(broker, measure.column()) * (1 - tolerance);
    return measure == Measure.REPLICAS || measure == Measure.LEADERS ? Math.floor(limit) : limit;
  }

  /** The most that counts as inside, whatever the racks allow. */
  double upperLimit(int broker, Measure measure) {
    if (idle.contains(measure)) {
      return Double.MAX_VALUE;
    }
    double limit = mean(broker, measure.column()) * (1 + tolerance);
    return measure == Measure.REPLICAS || measure == Measure.LEADERS ? Math.ceil(limit) : limit;
  }

  /**
   * The least that moves in one measure if every broker ends within these limits: what those below
   * lack, or those above have too much.
   */
  double leastMoved(Placement start, Measure measure) {
    double lacks = 0;
    double excess = 0;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      double carried = start.carried(broker, measure.column());
      lacks += Math.max(0, low(broker, measure.column()) - carried);
      excess += Math.max(0, carried - high(broker, measure.column()));
    }
    return Math.max(lacks, excess);
  }

  public RackShares shares(Measure measure) {
    return shares.computeIfAbsent(measure, each -> RackShares.of(model, each));
  }

  /** Takes the mean anew: for a measure that moves change the sum of. */
  public void follow(Placement placement, Measure measure) {
    setMeasure(placement, measure);
  }

  /** True when the cluster as a whole is above what may be used, so that no plan gets below. */
  public boolean isAboveAllCeilings(Measure measure) {
    double means = 0;
    double ceilings = 0;
    for (int at = measure.column(); at < mean.length; at += Measure.COUNT) {
      means += mean[at];
      ceilings += ceiling[at];
    }
    return means > ceilings;
  }

  private void setMeasure(Placement start, Measure measure) {
    double total = 0;
    double capacity = 0;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      total += start.carried(broker, measure.column());
      capacity += takes(broker) ? capacity(broker, measure) : 0;
    }
    idle.remove(measure);
    if (total > 0 && isIdle(measure, total)) {
      idle.add(measure);
    }
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      double part = takes(broker) ? capacity(broker, measure) : 0;
      set(broker, measure, total * part / capacity);
    }
  }

  private boolean isIdle(Measure measure, double total) {
    double least =
        switch (measure) {
          case NW_IN, NW_OUT, LEADER_NW_IN -> IDLE_TRAFFIC;
          case CPU -> IDLE_CPU;
          case DISK, REPLICAS, LEADERS, POTENTIAL_NW_OUT -> 0;
        };
    int brokers = 0;
    double usable = 0;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      brokers += takes(broker) ? 1 : 0;
      usable += limit(broker, measure);
    }
    return total < least * brokers && total < IDLE_PART * usable;
  }

  private boolean takes(int broker) {
    return model.takesReplicas(broker);
  }

  private void set(int broker, Measure measure, double fair) {
    int at = broker * Measure.COUNT + measure.column();
    mean[at] = fair;
    ceiling[at] = limit(broker, measure);
    switch (measure) {
      case REPLICAS, LEADERS -> {
        low[at] = Math.floor(fair * (1 - tolerance));
        high[at] = Math.ceil(fair * (1 + tolerance));
      }
      case POTENTIAL_NW_OUT -> {
        low[at] = 0;
        high[at] = Double.MAX_VALUE;
      }
      case CPU, DISK, NW_IN, NW_OUT, LEADER_NW_IN -> {
        boolean any = idle.contains(measure);
        low[at] = any ? 0 : fair * (1 - tolerance + CLEARANCE);
        high[at] = any ? Double.MAX_VALUE : belowCeiling(fair, at);
      }
    }
  }

  /**
   * The upper limit; where a broker may not be that full, one that leaves small replicas some room,
   * without which nothing could be exchanged for them.
   */
  private double belowCeiling(double fair, int at) {
    double limit = fair * (1 + tolerance - CLEARANCE);
    boolean isTight = ceiling[at] > fair && ceiling[at] < limit;
    return isTight ? ceiling[at] - KEPT_FREE * (ceiling[at] - fair) : limit;
  }

  private double limit(int broker, Measure measure) {
    if (!takes(broker)) {
      return 0;
    }
    return switch (measure) {
      case LEADERS, LEADER_NW_IN -> Double.MAX_VALUE;
      case CPU, DISK, NW_IN, NW_OUT, POTENTIAL_NW_OUT, REPLICAS ->
          measure.limitOf(model.brokers().get(broker), model.constraints());
    };
  }

  private double capacity(int broker, Measure measure) {
    return measure.capacityOf(model.brokers().get(broker));
  }

  /** For each rack the broker that carries least, or with sign -1 most. */
  private int[] extremes(Placement start, int sign) {
    var last = new int[model.racks().size()];
    var least = new double[last.length];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      if (!takes(broker)) {
        continue;
      }
      double fullness = 0;
      for (Measure measure : new Measure[] {Measure.DISK, Measure.NW_IN, Measure.REPLICAS}) {
        double fair = mean(broker, measure.column());
        fullness +=
            fair == 0 || idle.contains(measure)
                ? 1
                : start.carried(broker, measure.column()) / fair;
      }
      int rack = model.rackOf(broker);
      if (sign * fullness < least[rack]) {
        least[rack] = sign * fullness;
        last[rack] = broker;
      }
    }
    return last;
  }

  private void adaptToRacks(Measure measure) {
    int racks = model.racks().size();
    var lacking = new double[racks];
    var surplus = new double[racks];
    for (int rack = 0; rack < racks; rack++) {
      double share = shares(measure).share(rack);
      lacking[rack] = Math.max(0, sum(low, rack, measure) - share);
      surplus[rack] = Math.max(0, share - sum(high, rack, measure));
    }
    for (int rack = 0; rack < racks; rack++) {
      if (lacking[rack] > 0) {
        lower(rack, measure, lacking[rack]);
      }
    }
    raise(measure, surplus);
  }

  private double sum(double[] column, int rack, Measure measure) {
    double sum = 0;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      if (takes(broker) && model.rackOf(broker) == rack) {
        sum += column[broker * Measure.COUNT + measure.column()];
      }
    }
    return sum;
  }

  /** One broker takes the surplus of all racks, or one of each rack that of its own, or all do. */
  private void raise(Measure measure, double[] surplus) {
    double all = Arrays.stream(surplus).sum();
    double play = shares(measure).most() - shares(measure).least();
    for (int rack = 0; rack < surplus.length; rack++) {
      boolean possible = surplus[rack] > 0 && all <= ONE_FOR_ALL * play;
      if (possible && isRaised(fullest[rack], measure, all)) {
        return;
      }
    }
    for (int rack = 0; rack < surplus.length; rack++) {
      if (surplus[rack] > 0 && !isRaised(fullest[rack], measure, surplus[rack])) {
        divide(rack, measure);
      }
    }
  }

  private boolean isRaised(int broker, Measure measure, double by) {
    int at = broker * Measure.COUNT + measure.column();
    if (high[at] + by > mean[at] * (1 + MOST_FOR_ONE * tolerance)) {
      return false;
    }
    high[at] += by + PLAY_OF_MOST * tolerance * mean[at];
    return true;
  }

  private void lower(int rack, Measure measure, double by) {
    int at = emptiest[rack] * Measure.COUNT + measure.column();
    if (low[at] - by >= mean[at] * LEAST_FOR_ONE) {
      low[at] = Math.min((low[at] - by) * PLAY_OF_LEAST, mean[at] * ENOUGH_FOR_ONE);
    } else {
      divide(rack, measure);
    }
  }

  /** Every broker of the rack has its part of the rack's share, and a little play. */
  private void divide(int rack, Measure measure) {
    double part = shares(measure).share(rack) / sum(mean, rack, measure);
    double play = tolerance / 4;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      int at = broker * Measure.COUNT + measure.column();
      if (takes(broker) && model.rackOf(broker) == rack) {
        low[at] = Math.min(low[at], mean[at] * part * (1 - play));
        high[at] = Math.max(high[at], mean[at] * part * (1 + play));
      }
    }
  }
}
