package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.ClusterModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks through all orders of a few steps for one in which each finds room on the brokers, one
 * after the other. What has been done decides what they carry, so that no set of steps is looked at
 * twice.
 */
final class Ordering {
  private static final int STEPS = 24;
  private static final int LOOKS = 200_000;

  private final List<Step> steps;
  private final CarriedLoads loads;
  private final Deque<Step> order = new ArrayDeque<>();
  private final Set<Integer> hopeless = new HashSet<>();
  private int looks;

  private Ordering(List<Step> steps, CarriedLoads loads) {
    this.steps = steps;
    this.loads = loads;
  }

  /** Absent when there is no such order, or when the steps are too many to look for it. */
  static Optional<List<Step>> find(ClusterModel model, List<Step> steps, WaveLimits limits) {
    if (steps.size() > STEPS) {
      return Optional.empty();
    }
    var ordering = new Ordering(steps, new CarriedLoads(model, limits, steps));
    return ordering.completes(0) ? Optional.of(List.copyOf(ordering.order)) : Optional.empty();
  }

  private boolean completes(int done) {
    if (order.size() == steps.size()) {
      return true;
    }
    if (looks++ > LOOKS || hopeless.contains(done)) {
      return false;
    }
    for (int at = 0; at < steps.size(); at++) {
      Step step = steps.get(at);
      if ((done >> at & 1) == 0 && loads.lack(step) == 0) {
        order.addLast(step);
        loads.apply(step);
        if (completes(done | 1 << at)) {
          return true;
        }
        order.removeLast();
        loads.apply(step.inverse());
      }
    }
    hopeless.add(done);
    return false;
  }
}
