package io.kadvisor.cli.plan.broker;

import java.util.ArrayList;
import java.util.List;

/** An axis from 0 to a little more than what it must show, with ticks at round numbers. */
final class Axis {
  private static final double HEADROOM = 1.06;
  private static final int TICKS = 4;

  private final double most;
  private final double top;
  private final double height;

  /**
   * @param most that it must show
   * @param top of the plot, in pixels from above
   */
  Axis(double most, double top, double height) {
    this.most = most > 0 ? most * HEADROOM : 1;
    this.top = top;
    this.height = height;
  }

  double y(double value) {
    return top + height * (1 - Math.min(value, most) / most);
  }

  boolean shows(double value) {
    return value <= most;
  }

  /** Round numbers of a unit: 1, 2, 2.5 or 5 times a power of ten apart. */
  static List<Double> ticks(double most) {
    double rough = most / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
      step = factor * power;
      if (step >= rough) {
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (int at = 0; at * step <= most; at++) {
      ticks.add(at * step);
    }
    return ticks;
  }

  double most() {
    return most;
  }
}
