package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.placement.Measure;
import java.util.Collection;
import java.util.List;

/**
 * What steps bring to brokers and take from them of what a broker may carry only so much of, at the
 * peak where that is known. Loads of brokers stand side by side, {@link #COUNT} of each.
 */
final class StepLoads {
  /** In the order of their columns, which are the first. */
  static final List<Measure> LIMITED =
      List.of(Measure.CPU, Measure.DISK, Measure.NW_IN, Measure.NW_OUT, Measure.REPLICAS);

  static final int COUNT = LIMITED.size();

  private final ClusterModel model;

  StepLoads(ClusterModel model) {
    this.model = model;
  }

  /**
   * What brokers carry in the cluster as it is.
   *
   * @param steps which know better who leads, where the model's leader is lost
   */
  double[] atFirst(Collection<Step> steps) {
    var carried = new double[model.brokerCount() * COUNT];
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      int at = model.brokerOf(replica) * COUNT;
      boolean leads = model.leaderOf(model.partitionOf(replica)) == replica;
      for (int column = 0; column < COUNT; column++) {
        carried[at + column] += load(replica, leads, column);
      }
    }
    steps.forEach(step -> begin(carried, step));
    return carried;
  }

  private void begin(double[] carried, Step step) {
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
  double gain(Step step, int place, int column) {
    double gain = load(step.after(), place, column);
    int earlier = step.before().placeOf(step.after().broker(place));
    return earlier < 0 ? gain : Math.max(0, gain - load(step.before(), earlier, column));
  }

  /** Changes the loads to those after a step. */
  void change(double[] loads, Step step) {
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
}
