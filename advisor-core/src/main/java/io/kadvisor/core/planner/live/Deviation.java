package io.kadvisor.core.planner.live;

/**
 * An estimate beside what the broker measured itself.
 *
 * @param measure such as {@code bytes in}
 * @param estimated the sum over the broker's replicas
 * @param measured in the same unit
 */
public record Deviation(String measure, int broker, double estimated, double measured) {
  /** 0.1 means that the estimate is 10 % above. */
  public double relative() {
    return estimated / measured - 1;
  }
}
