package io.kadvisor.core.planner.wave;

import static io.kadvisor.core.planner.wave.StepLoads.COUNT;
import static io.kadvisor.core.planner.wave.StepLoads.LIMITED;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import java.util.Collection;

/**
 * What each broker carries, and may: of CPU, disk and network, and of replicas. What a step brings
 * counts before what it takes away goes: copies take their room first, and the steps of a wave end
 * in any order.
 */
final class CarriedLoads {
  private static final double ROUNDING = 1 + 1e-9;

  private final StepLoads loads;
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
    loads = new StepLoads(model);
    carried = loads.atFirst(steps);
    nothing = gains();
    double[] end = after(steps);
    limit = carried.clone();
    for (int at = 0; at < limit.length; at++) {
      Measure measure = LIMITED.get(at % COUNT);
      double ends = measure == Measure.DISK ? 0 : end[at];
      double allowed = allowed(model, limits, at / COUNT, measure);
      limit[at] = Math.max(allowed, Math.max(carried[at], ends)) * ROUNDING;
    }
  }

  /** The same as they are now, whatever is done or allowed later. */
  CarriedLoads(CarriedLoads other) {
    loads = other.loads;
    carried = other.carried.clone();
    limit = other.limit.clone();
    nothing = other.nothing;
  }

  private static double allowed(ClusterModel model, WaveLimits limits, int place, Measure measure) {
    var broker = model.brokers().get(place);
    if (measure == Measure.DISK) {
      return limits.disk() * measure.capacityOf(broker);
    }
    return model.takesReplicas(place)
        ? measure.limitOf(broker, model.constraints())
        : Double.MAX_VALUE / 2;
  }

  private double[] after(Collection<Step> steps) {
    double[] end = carried.clone();
    steps.forEach(step -> loads.change(end, step));
    return end;
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
        gains[step.after().broker(place) * COUNT + column] += loads.gain(step, place, column);
      }
    }
  }

  /** True when each broker may carry what the step brings beside the gains of others. */
  boolean fits(Step step, double[] gains) {
    return lack(step, gains) == 0;
  }

  /**
   * What is missing for a step while nothing else runs, as parts of the limits, on all brokers
   * together.
   */
  double lack(Step step) {
    return lack(step, nothing);
  }

  private double lack(Step step, double[] gains) {
    double sum = 0;
    for (int place = 0; place < step.after().count(); place++) {
      for (int column = 0; column < COUNT; column++) {
        int at = step.after().broker(place) * COUNT + column;
        sum += excess(step, place, column, gains) / limit[at];
      }
    }
    return sum;
  }

  /** What the step brings too much to the broker of one of the replicas that it ends with. */
  private double excess(Step step, int place, int column, double[] gains) {
    int at = step.after().broker(place) * COUNT + column;
    double gain = loads.gain(step, place, column);
    return gain > 0 ? Math.max(0, carried[at] + gains[at] + gain - limit[at]) : 0;
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
    double[] end = after(steps);
    for (int at = 0; at < end.length; at++) {
      limit[at] = end[at] > limit[at] ? end[at] * ROUNDING : limit[at];
    }
  }

  /** Takes note that a step is done, and what it replaces gone. */
  void apply(Step step) {
    loads.change(carried, step);
  }
}
