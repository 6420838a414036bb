package io.kadvisor.core.planner.live;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.Set;
import java.util.TreeSet;

/** Which brokers any replica list names. */
final class Holding {
  private Holding() {}

  static Set<Integer> of(Sweep sweep) {
    Set<Integer> holding = new TreeSet<>();
    for (TopicSample topic : sweep.topics().values()) {
      for (IntColumn replicas : topic.replicas()) {
        replicas.stream().forEach(holding::add);
      }
    }
    return holding;
  }
}
