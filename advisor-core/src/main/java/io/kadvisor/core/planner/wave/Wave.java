package io.kadvisor.core.planner.wave;

import java.util.List;
import java.util.Optional;

/**
 * Steps that are taken together, and ended before the next wave begins. Whichever of them are under
 * way or done, every limit holds.
 *
 * @param urgency of all its steps
 * @param brokers those that copy, by place
 * @param throttle absent when nothing is copied
 * @param rollbackThrottle of the way back; absent when nothing is copied then
 */
public record Wave(
    Urgency urgency,
    List<Step> steps,
    List<BrokerShare> brokers,
    Optional<Throttle> throttle,
    Optional<Throttle> rollbackThrottle) {
  public Wave {
    steps = List.copyOf(steps);
    brokers = List.copyOf(brokers);
  }

  public int copies() {
    return steps.stream().mapToInt(Step::copies).sum();
  }

  public double megabytes() {
    return steps.stream().mapToDouble(Step::megabytes).sum();
  }

  /** Steps that change a list of replicas. */
  public List<Step> reassigned() {
    return steps.stream().filter(Step::reassigns).toList();
  }

  /** Steps after which the preferred leader must be elected. */
  public List<Step> elected() {
    return steps.stream().filter(Step::elects).toList();
  }

  /** The way back: to be taken before the one of any earlier wave. */
  public List<Step> rollback() {
    return steps.stream().map(Step::inverse).toList();
  }
}
