package io.kadvisor.core.planner.wave;

/**
 * A disk that is too small for any order of what is left of a plan.
 *
 * @param broker its place in the model
 * @param needed megabytes that would be on it at some moment
 * @param allowed megabytes that may be
 * @param capacity megabytes that it has
 */
public record Shortage(int broker, double needed, double allowed, double capacity) {
  public double missing() {
    return needed - allowed;
  }
}
