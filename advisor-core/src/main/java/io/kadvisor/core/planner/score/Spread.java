package io.kadvisor.core.planner.score;

import java.util.Arrays;

/**
 * How a number is spread over brokers.
 *
 * @param stdev of the population, not of a sample
 */
public record Spread(double mean, double stdev, double min, double max) {
  static Spread of(double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Spread(
        mean,
        Math.sqrt(squares / values.length),
        Arrays.stream(values).min().orElse(mean),
        Arrays.stream(values).max().orElse(mean));
  }

  /** Coefficient of variation; 0 where nothing is carried. */
  public double variation() {
    return mean == 0 ? 0 : stdev / mean;
  }

  public double maxOverMean() {
    return mean == 0 ? 0 : max / mean;
  }
}
