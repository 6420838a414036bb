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
      boolean worse = after.racks() < Math.min(before.racks(), Math.min(after.count(), racks));
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
  static Replicas with(ClusterModel model, Replicas replicas, int place, int broker) {
    var other =
        new Replicas(model, broker, new int[] {broker}, new int[] {replicas.replica(place)});
    return replicas.replacing(place, other, 0);
  }

  /** A new replica carries what one does that is there, as a follower. */
  private static Replicas replicas(ClusterModel model, int partition, int[] brokers, int leader) {
    int[] carrying = new int[brokers.length];
    for (int at = 0; at < brokers.length; at++) {
      int broker = brokers[at];
      carrying[at] =
          IntStream.range(model.firstReplica(partition), model.endReplica(partition))
              .filter(each -> model.brokerOf(each) == broker)
              .findFirst()
              .orElse(model.leaderOf(partition));
    }
    return new Replicas(model, leader, brokers, carrying);
  }
}
