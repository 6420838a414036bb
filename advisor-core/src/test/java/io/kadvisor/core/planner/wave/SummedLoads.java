package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import java.util.Arrays;
import java.util.Collection;

/** What brokers carry, summed up replica by replica, against what they may. */
final class SummedLoads {
  private static final int REPLICAS = Resource.COUNT;
  private static final double ROUNDING = 1 + 1e-6;

  private final ClusterModel model;
  private final double[][] carried;

  private SummedLoads(ClusterModel model, double[][] carried) {
    this.model = model;
    this.carried = carried;
  }

  /** The cluster as it is; a step that begins with another leader than the model's knows better. */
  static SummedLoads of(ClusterModel model, Collection<Step> steps) {
    var loads = new SummedLoads(model, new double[model.brokerCount()][Resource.COUNT + 1]);
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      loads.add(partition, SampleSteps.present(model, partition), 1);
    }
    for (Step step : steps) {
      if (step.before().standsAs(SampleSteps.present(model, step.partition()))) {
        loads.add(step.partition(), SampleSteps.present(model, step.partition()), -1);
        loads.add(step.partition(), step.before(), 1);
      }
    }
    return loads;
  }

  SummedLoads copy() {
    double[][] copy = new double[carried.length][];
    for (int broker = 0; broker < copy.length; broker++) {
      copy[broker] = carried[broker].clone();
    }
    return new SummedLoads(model, copy);
  }

  void add(int partition, Replicas replicas, int sign) {
    for (int at = 0; at < replicas.count(); at++) {
      add(partition, replicas, at, sign);
    }
    lead(partition, replicas.leader(), sign);
  }

  /** A replica that follows. */
  void add(int partition, Replicas replicas, int at, int sign) {
    double[] of = carried[replicas.broker(at)];
    for (Resource resource : Resource.values()) {
      double load = model.following(replicas.replica(at), resource.column());
      of[resource.column()] += sign * load * atPeak(partition, resource);
    }
    of[REPLICAS] += sign;
  }

  private void lead(int partition, int broker, int sign) {
    double cpu = model.leadingCpu(partition) * atPeak(partition, Resource.CPU);
    double out = model.leadingOut(partition) * atPeak(partition, Resource.NW_OUT);
    carried[broker][Resource.CPU.column()] += sign * cpu;
    carried[broker][Resource.NW_OUT.column()] += sign * out;
  }

  private double atPeak(int partition, Resource resource) {
    return Math.max(1, model.timesAtPeak(partition, resource.column()));
  }

  void end(Step step) {
    add(step.partition(), step.before(), -1);
    add(step.partition(), step.after(), 1);
  }

  /**
   * What each may carry: what it may anyway, or has at first; of all but disk also what it ends
   * with, since the plan says where that is too much.
   */
  double[][] limits(WaveLimits limits, Collection<Step> steps) {
    SummedLoads end = copy();
    steps.forEach(end::end);
    double[][] most = copy().carried;
    for (int broker = 0; broker < most.length; broker++) {
      for (int column = 0; column <= Resource.COUNT; column++) {
        double allowed = allowed(broker, column, limits);
        double ends = column == Resource.DISK.column() ? 0 : end.carried[broker][column];
        most[broker][column] = Math.max(allowed, Math.max(most[broker][column], ends)) * ROUNDING;
      }
    }
    return most;
  }

  private double allowed(int broker, int column, WaveLimits limits) {
    if (column == REPLICAS) {
      return model.constraints().maxReplicasPerBroker();
    }
    Broker has = model.brokers().get(broker);
    Resource resource = Resource.values()[column];
    double part =
        resource == Resource.DISK
            ? limits.disk()
            : model.constraints().capacityThreshold().of(resource);
    return part * has.capacity().of(resource);
  }

  double total(Resource resource) {
    return Arrays.stream(carried).mapToDouble(each -> each[resource.column()]).sum();
  }

  /** Broker and column of what is carried above these limits; empty if nothing is. */
  String above(double[][] limits) {
    var found = new StringBuilder();
    for (int broker = 0; broker < carried.length; broker++) {
      for (int column = 0; column <= Resource.COUNT; column++) {
        if (model.takesReplicas(broker) && carried[broker][column] > limits[broker][column]) {
          found.append(
              "broker %d, column %d: %f of %f; "
                  .formatted(broker, column, carried[broker][column], limits[broker][column]));
        }
      }
    }
    return found.toString();
  }
}
