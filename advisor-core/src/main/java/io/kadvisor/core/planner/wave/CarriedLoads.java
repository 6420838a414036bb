package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.placement.Measure;
import java.util.Collection;
import java.util.List;

/**
 * What each broker carries, at the peak where that is known, and may: of CPU, disk and network, and
 * of replicas. What a step brings counts before what it takes away goes: copies take their room
 * first, and the steps of a wave end in any order.
 */
final class CarriedLoads {
  /** In the order of their columns, which are the first. */
  static final List<Measure> LIMITED =
      List.of(Measure.CPU, Measure.DISK, Measure.NW_IN, Measure.NW_OUT, Measure.REPLICAS);

  private static final int COUNT = LIMITED.size();
  private static final double ROUNDING = 1 + 1e-9;

  private final ClusterModel model;
  private final double[] carried;
  private final double[] limit;
  private final double[] nothing;

  /**
   * What is carried at the beginning always may be, and what the plan ends with may be of all but
   * disk: where that is too much, the plan says so.
   *
   * @param steps all that are to be done
   */
  CarriedLoads(ClusterModel model, WaveLimits limits, Collection<Step> steps) {
    this.model = model;
    carried = new double[model.brokerCount() * COUNT];
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      int at = model.brokerOf(replica) * COUNT;
      boolean leads = model.leaderOf(model.partitionOf(replica)) == replica;
      for (int column = 0; column < COUNT; column++) {
        carried[at + column] += load(replica, leads, column);
      }
    }
    steps.forEach(this::begin);
    nothing = gains();
    limit = carried.clone();
    double[] end = carried.clone();
    steps.forEach(step -> change(end, step));
    for (int at = 0; at < limit.length; at++) {
      double allowed = allowed(at / COUNT, LIMITED.get(at % COUNT), limits);
      double ends = isDisk(at) ? 0 : end[at];
      limit[at] = Math.max(allowed, Math.max(carried[at], ends)) * ROUNDING;
    }
  }

  /** The same as they are now, whatever is done or allowed later. */
  CarriedLoads(CarriedLoads loads) {
    model = loads.model;
    carried = loads.carried.clone();
    limit = loads.limit.clone();
    nothing = loads.nothing;
  }

  private static boolean isDisk(int at) {
    return at % COUNT == Measure.DISK.column();
  }

  private double allowed(int broker, Measure measure, WaveLimits limits) {
    if (measure == Measure.DISK) {
      return limits.disk() * capacity(broker, measure);
    }
    return model.takesReplicas(broker)
        ? threshold(measure) * capacity(broker, measure)
        : Double.MAX_VALUE / 2;
  }

  private double threshold(Measure measure) {
    return measure
        .resource()
        .map(resource -> model.constraints().capacityThreshold().of(resource))
        .orElse(1.0);
  }

  /** What the broker has, or how many replicas it may have. */
  double capacity(int broker, Measure measure) {
    Broker has = model.brokers().get(broker);
    return measure
        .resource()
        .map(has.capacity()::of)
        .orElse((double) model.constraints().maxReplicasPerBroker());
  }

  /** Takes note who leads before a step, where that is not whom the model says. */
  private void begin(Step step) {
    int said = model.brokerOf(model.leaderOf(step.partition()));
    int leads = step.before().leader();
    for (int column = 0; leads != said && column < COUNT; column++) {
      double load = leading(step.partition(), column);
      carried[said * COUNT + column] -= load;
      carried[leads * COUNT + column] += load;
    }
  }

  private double load(int replica, boolean leads, int column) {
    if (column == Measure.REPLICAS.column()) {
      return 1;
    }
    int partition = model.partitionOf(replica);
    return model.following(replica, column) * model.timesAtPeak(partition, column)
        + (leads ? leading(partition, column) : 0);
  }

  /** What goes with the leadership. */
  private double leading(int partition, int column) {
    double load = 0;
    if (column == Resource.CPU.column()) {
      load = model.leadingCpu(partition);
    } else if (column == Resource.NW_OUT.column()) {
      load = model.leadingOut(partition);
    }
    return load * model.timesAtPeak(partition, column);
  }

  private double load(Replicas replicas, int place, int column) {
    boolean leads = replicas.broker(place) == replicas.leader();
    return load(replicas.replica(place), leads, column);
  }

  /** What the step brings to the broker of one of the replicas that it ends with; 0 or more. */
  private double gain(Step step, int place, int column) {
    double gain = load(step.after(), place, column);
    int earlier = step.before().placeOf(step.after().broker(place));
    return earlier < 0 ? gain : Math.max(0, gain - load(step.before(), earlier, column));
  }

  private void change(double[] loads, Step step) {
    add(loads, step.before(), -1);
    add(loads, step.after(), 1);
  }

  private void add(double[] loads, Replicas replicas, int sign) {
    for (int place = 0; place < replicas.count(); place++) {
      for (int column = 0; column < COUNT; column++) {
        loads[replicas.broker(place) * COUNT + column] += sign * load(replicas, place, column);
      }
    }
  }

  double carried(int broker, Measure measure) {
    return carried[broker * COUNT + measure.column()];
  }

  double limit(int broker, Measure measure) {
    return limit[broker * COUNT + measure.column()];
  }

  /** What steps that run together bring at most; nothing at first. */
  double[] gains() {
    return new double[carried.length];
  }

  void addGains(double[] gains, Step step) {
    for (int place = 0; place < step.after().count(); place++) {
      for (int column = 0; column < COUNT; column++) {
        gains[step.after().broker(place) * COUNT + column] += gain(step, place, column);
      }
    }
  }

  /** True when each broker may carry what the step brings beside the gains of others. */
  boolean fits(Step step, double[] gains) {
    for (int place = 0; place < step.after().count(); place++) {
      for (int column = 0; column < COUNT; column++) {
        if (excess(step, place, column, gains) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** What the step brings too much to the broker of one of the replicas that it ends with. */
  private double excess(Step step, int place, int column, double[] gains) {
    int at = step.after().broker(place) * COUNT + column;
    double gain = gain(step, place, column);
    return gain > 0 ? Math.max(0, carried[at] + gains[at] + gain - limit[at]) : 0;
  }

  /**
   * What is missing for a step while nothing else runs, as parts of the limits, on all brokers
   * together.
   */
  double lack(Step step) {
    double sum = 0;
    for (int place = 0; place < step.after().count(); place++) {
      for (int column = 0; column < COUNT; column++) {
        int at = step.after().broker(place) * COUNT + column;
        sum += excess(step, place, column, nothing) / limit[at];
      }
    }
    return sum;
  }

  /** Lets brokers carry what a step brings while nothing else runs. */
  void allow(Step step) {
    for (int place = 0; place < step.after().count(); place++) {
      for (int column = 0; column < COUNT; column++) {
        double excess = excess(step, place, column, nothing);
        int at = step.after().broker(place) * COUNT + column;
        limit[at] = excess > 0 ? (limit[at] + excess) * ROUNDING : limit[at];
      }
    }
  }

  /** Lets brokers carry what they do once the steps are done. */
  void allowEnd(Collection<Step> steps) {
    double[] end = carried.clone();
    steps.forEach(step -> change(end, step));
    for (int at = 0; at < end.length; at++) {
      limit[at] = end[at] > limit[at] ? end[at] * ROUNDING : limit[at];
    }
  }

  /** Takes note that a step is done, and what it replaces gone. */
  void apply(Step step) {
    change(carried, step);
  }
}
