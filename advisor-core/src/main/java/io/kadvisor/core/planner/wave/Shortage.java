package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.placement.Measure;

/**
 * A broker that may not carry enough for any order of what is left of a plan.
 *
 * @param broker its place in the model
 * @param of what it would carry too much of: a resource, in its unit, or replicas
 * @param needed what it would carry at some moment
 * @param allowed what it may
 */
public record Shortage(int broker, Measure of, double needed, double allowed) {
  public double missing() {
    return needed - allowed;
  }
}
