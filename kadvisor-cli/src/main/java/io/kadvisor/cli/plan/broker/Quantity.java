package io.kadvisor.cli.plan.broker;

import io.kadvisor.core.planner.placement.Measure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** Figures of a measure in the unit that a person reads them best in. */
public final class Quantity {
  private static final double STEP = 1024;

  /**
   * A sentence goes on in the smaller unit up to so many of the larger, so as to tell two apart.
   */
  private static final int FINE = 10;

  private static final String[] SIZES = {"KiB", "MiB", "GiB", "TiB", "PiB"};

  /** The measure's own unit in kibibytes; 0 where it has none of bytes. */
  private final double kibibytes;

  private final double divisor;
  private final String unit;

  private Quantity(Measure measure, double most, double enough) {
    kibibytes =
        switch (measure) {
          case DISK -> STEP;
          case NW_IN, NW_OUT, LEADER_NW_IN, POTENTIAL_NW_OUT -> 1;
          case CPU, REPLICAS, LEADERS -> 0;
        };
    int step = 0;
    double left = most * kibibytes;
    while (left >= enough * STEP && step < SIZES.length - 1) {
      left /= STEP;
      step++;
    }
    divisor = kibibytes == 0 ? 1 : Math.pow(STEP, step) / kibibytes;
    unit =
        switch (measure) {
          case DISK -> SIZES[step];
          case NW_IN, NW_OUT, LEADER_NW_IN, POTENTIAL_NW_OUT -> SIZES[step] + "/s";
          case CPU -> "%";
          case REPLICAS, LEADERS -> "";
        };
  }

  /** The unit of an axis that goes so far. */
  static Quantity upTo(Measure measure, double most) {
    return new Quantity(measure, most, 1);
  }

  /** One figure with its unit. */
  public static String of(Measure measure, double value) {
    var quantity = new Quantity(measure, value, FINE);
    return quantity.number(value) + quantity.suffix();
  }

  /** Two of them with one unit; one where both read the same. */
  static String change(Measure measure, double before, double after) {
    var quantity = new Quantity(measure, Math.max(before, after), FINE);
    String was = quantity.number(before);
    String is = quantity.number(after);
    return (was.equals(is) ? is : was + " → " + is) + quantity.suffix();
  }

  /** What a broker carries before and after, and at its peak in the end where that is known. */
  static String change(BrokerLoad load, Measure measure) {
    String change = change(measure, load.before(measure), load.after(measure));
    OptionalDouble peak = load.peakAfter(measure);
    return peak.isEmpty() ? change : change + ", peak " + of(measure, peak.getAsDouble());
  }

  /** In the unit's own numbers. */
  double in(double value) {
    return value / divisor;
  }

  /** What a number of the unit is in the measure's own. */
  double back(double number) {
    return number * divisor;
  }

  private String number(double value) {
    boolean isCount = unit.isEmpty();
    return String.format(Locale.ROOT, isCount ? "%.0f" : "%.1f", in(value));
  }

  /** A number of up to three digits without zeros at its end: 0.5, 250. */
  static String plain(double number) {
    return new BigDecimal(number).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  String unit() {
    return unit;
  }

  private String suffix() {
    return unit.isEmpty() ? "" : " " + unit;
  }
}
