package io.kadvisor.core.window;

import java.util.Arrays;

/** Every observation, in the order in which they came; at most {@link Spread#EXACT}. */
final class ExactSpread implements Spread {
  private final double[] values;

  /**
   * @param values not to be written to
   */
  ExactSpread(double[] values) {
    this.values = values;
  }

  /** Not to be written to. */
  double[] values() {
    return values;
  }

  static ExactSpread of(double value) {
    return new ExactSpread(new double[] {value});
  }

  @Override
  public long count() {
    return values.length;
  }

  @Override
  public Spread plus(double... more) {
    int count = values.length;
    int kept = Math.min(more.length, EXACT - count);
    double[] grown = Arrays.copyOf(values, count + kept);
    System.arraycopy(more, 0, grown, count, kept);
    return kept == more.length
        ? new ExactSpread(grown)
        : SketchedSpread.of(grown).plus(Arrays.copyOfRange(more, kept, more.length));
  }

  @Override
  public Summary summary() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Summary(
        sorted.length,
        sorted[0],
        sorted[sorted.length - 1],
        percentile(sorted, 50),
        percentile(sorted, 95),
        percentile(sorted, 99));
  }

  /** The nearest rank: the smallest value that so many per cent of all do not exceed. */
  private static double percentile(double[] sorted, int percent) {
    int rank = (percent * sorted.length + 99) / 100;
    return sorted[Math.max(0, rank - 1)];
  }
}
