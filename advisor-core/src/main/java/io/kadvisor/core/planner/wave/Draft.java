package io.kadvisor.core.planner.wave;

import java.util.ArrayList;
import java.util.List;

/** A wave while it is filled: takes a step only if every limit holds with it. */
final class Draft {
  /** Leaders that one broker gets in a wave: Cruise Control's default. */
  private static final int LEADERS_PER_BROKER = 250;

  private final WaveLimits limits;
  private final CarriedLoads loads;
  private final double[] gains;
  private final Traffic traffic;
  private final int brokers;
  private final Demand demand;
  private final int[] elected;
  private final List<Step> steps = new ArrayList<>();
  private double rate = Double.MAX_VALUE;
  private double inflow;

  Draft(WaveLimits limits, CarriedLoads loads, Traffic traffic, int brokers) {
    this.limits = limits;
    this.loads = loads;
    gains = loads.gains();
    this.traffic = traffic;
    this.brokers = brokers;
    demand = new Demand(brokers);
    elected = new int[brokers];
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  List<Step> steps() {
    return steps;
  }

  boolean isFull() {
    return steps.size() == limits.platform().partitions();
  }

  /** True when a broker takes no more copies in this wave. */
  boolean isFull(int broker) {
    return demand.copiesIn(broker) == limits.copiesPerBroker();
  }

  /** True when no more copies of what a broker leads are made in this wave. */
  boolean isEmptied(int broker) {
    return demand.copiesOut(broker) >= limits.copiesPerBroker();
  }

  /** Takes the step, or says no. */
  boolean take(Step step) {
    boolean fits =
        !isFull()
            && (isEmpty() || steps.get(0).urgency() == step.urgency())
            && (step.copies() > 0
                ? fitsInConcurrency(step)
                : !step.elects() || elected[step.after().leader()] < LEADERS_PER_BROKER)
            && loads.fits(step, gains)
            && (step.copies() == 0 || leavesTimeToCopy(step));
    if (fits) {
      steps.add(step);
      loads.addGains(gains, step);
      demand.add(step);
      elected[step.after().leader()] += step.elects() ? 1 : 0;
    }
    return fits;
  }

  private boolean fitsInConcurrency(Step step) {
    if (demand.copiesOut(step.before().leader()) + step.copies() > limits.copiesPerBroker()) {
      return false;
    }
    for (int at : step.added()) {
      if (isFull(step.after().broker(at))) {
        return false;
      }
    }
    return true;
  }

  /** A throttle that only carries what is written meanwhile would let a wave run for ever. */
  private boolean leavesTimeToCopy(Step step) {
    int source = step.before().leader();
    double slowest = Math.min(rate, traffic.rate(source, true));
    double most = Math.max(inflow, demand.inflow(source, true) + step.inflow());
    for (int at : step.added()) {
      int target = step.after().broker(at);
      slowest = Math.min(slowest, traffic.rate(target, false));
      most = Math.max(most, demand.inflow(target, false) + step.after().inflow(at));
    }
    if (!isEmpty() && most > slowest * Demand.INFLOW_SHARE) {
      return false;
    }
    rate = slowest;
    inflow = most;
    return true;
  }

  /** The wave; its steps are then done as far as loads and traffic go. */
  Wave close() {
    var throttle = demand.throttle(traffic);
    List<BrokerShare> shares = demand.shares(loads);
    steps.forEach(loads::apply);
    steps.forEach(traffic::apply);
    var back = new Demand(brokers);
    steps.stream().filter(each -> each.removed().length > 0).map(Step::inverse).forEach(back::add);
    return new Wave(steps.get(0).urgency(), steps, shares, throttle, back.throttle(traffic));
  }
}
