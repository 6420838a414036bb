package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.ClusterModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Changes that no planner of ours makes: any brokers, any factor, any leader. */
final class SampleSteps {
  private SampleSteps() {}

  static List<Step> draw(ClusterModel model, SplittableRandom chance) {
    List<Step> steps = new ArrayList<>();
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      Replicas before = present(model, partition);
      Replicas after = target(model, partition, chance);
      int racks = Waves.racks(model);
      boolean worse =
          after.racks(model) < Math.min(before.racks(model), Math.min(after.count(), racks));
      if (!worse && !before.standsAs(after)) {
        steps.add(
            new Step(
                partition,
                Steps.urgency(model, racks, before, after),
                before,
                after,
                model.leadingOut(partition)));
      }
    }
    return steps;
  }

  static Replicas present(ClusterModel model, int partition) {
    int first = model.firstReplica(partition);
    int[] brokers =
        IntStream.range(first, model.endReplica(partition)).map(model::brokerOf).toArray();
    return replicas(model, partition, brokers, model.brokerOf(model.leaderOf(partition)));
  }

  private static Replicas target(ClusterModel model, int partition, SplittableRandom chance) {
    int living = (int) IntStream.range(0, model.brokerCount()).filter(model::takesReplicas).count();
    int[] brokers =
        chance
            .ints(0, model.brokerCount())
            .filter(model::takesReplicas)
            .distinct()
            .limit(1 + chance.nextInt(Math.min(4, living)))
            .toArray();
    return replicas(model, partition, brokers, brokers[0]);
  }

  /** With one replica on another broker. */
  static Replicas with(Replicas replicas, int place, int broker) {
    double[] megabytes = {replicas.megabytes(place)};
    double[] inflow = {replicas.inflow(place)};
    return replicas.replacing(
        place, new Replicas(broker, new int[] {broker}, megabytes, inflow), 0);
  }

  /** Replicas of a partition are of one size. */
  private static Replicas replicas(ClusterModel model, int partition, int[] brokers, int leader) {
    double[] megabytes = new double[brokers.length];
    double[] inflow = new double[brokers.length];
    for (int at = 0; at < brokers.length; at++) {
      megabytes[at] = model.disk(model.firstReplica(partition));
      inflow[at] = model.nwIn(model.firstReplica(partition));
    }
    return new Replicas(leader, brokers, megabytes, inflow);
  }
}
