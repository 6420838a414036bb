package io.kadvisor.core.planner.model;

import java.util.Arrays;

/**
 * How many times its mean each partition's load is at its peak, at least once; of disk there is no
 * peak. 12 bytes for each partition, none where no peak is known.
 */
final class Peaks {
  private static final int WIDTH = 3;

  private float[] factors;

  Peaks() {
    this(new float[0]);
  }

  private Peaks(float[] factors) {
    this.factors = factors;
  }

  Peaks copy() {
    return new Peaks(factors.clone());
  }

  boolean areNone() {
    return factors.length == 0;
  }

  boolean isKnown(int partition) {
    return (partition + 1) * WIDTH <= factors.length && factors[partition * WIDTH] > 0;
  }

  /** 1 where the peak is not known, and for disk. */
  double factor(int partition, int resource) {
    int column = column(resource);
    return column < 0 || !isKnown(partition) ? 1 : factors[partition * WIDTH + column];
  }

  void set(int partition, double cpu, double nwIn, double nwOut) {
    int at = partition * WIDTH;
    if (at + WIDTH > factors.length) {
      factors =
          Arrays.copyOf(factors, Math.max(at + WIDTH, factors.length / WIDTH * 3 / 2 * WIDTH));
    }
    factors[at] = atLeastOnce(cpu);
    factors[at + 1] = atLeastOnce(nwIn);
    factors[at + 2] = atLeastOnce(nwOut);
  }

  private static float atLeastOnce(double factor) {
    return (float) Math.max(1, factor);
  }

  private static int column(int resource) {
    if (resource == Resource.CPU.column()) {
      return 0;
    }
    if (resource == Resource.NW_IN.column()) {
      return 1;
    }
    return resource == Resource.NW_OUT.column() ? 2 : -1;
  }
}
