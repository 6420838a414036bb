package io.kadvisor.core.window;

import java.util.Arrays;

/**
 * Every observation, in the order in which they came; at most {@link Spread#EXACT}. A spread and
 * those grown from it share one array as long as each is grown once, so that growing costs no copy;
 * for one thread.
 */
final class ExactSpread implements Spread {
  private static final int ROOM = 8;

  private final Appended appended;
  private final int count;

  /** What several spreads begin with, each with a count of its own. */
  private static final class Appended {
    private final double[] values;
    private int used;

    Appended(double[] values, int used) {
      this.values = values;
      this.used = used;
    }

    /** False when there is no room, or another spread has grown into it. */
    boolean append(int at, double value) {
      if (at != used || at == values.length) {
        return false;
      }
      values[used++] = value;
      return true;
    }
  }

  ExactSpread(double[] values) {
    this(new Appended(values, values.length), values.length);
  }

  private ExactSpread(Appended appended, int count) {
    this.appended = appended;
    this.count = count;
  }

  double[] values() {
    return Arrays.copyOf(appended.values, count);
  }

  static ExactSpread of(double value) {
    return new ExactSpread(new double[] {value});
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public Spread plus(double value) {
    if (count == EXACT) {
      return SketchedSpread.of(values()).plus(value);
    }
    if (appended.append(count, value)) {
      return new ExactSpread(appended, count + 1);
    }
    double[] grown = Arrays.copyOf(appended.values, Math.min(EXACT, count + count / 4 + ROOM));
    grown[count] = value;
    return new ExactSpread(new Appended(grown, count + 1), count + 1);
  }

  @Override
  public Summary summary() {
    double[] sorted = values();
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
