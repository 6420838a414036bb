package io.kadvisor.core.window;

import java.util.Arrays;

/** Values of one number that are not in its tally yet. */
final class GrowingTally {
  private final double[] values;
  private int count;

  GrowingTally(int most) {
    values = new double[most];
  }

  void add(double value) {
    values[count++] = value;
  }

  /** The tally with them; a new one where there is none yet. */
  Tally after(Tally before) {
    double[] more = Arrays.copyOf(values, count);
    return before == null ? Tally.of(more) : before.plus(more);
  }
}
