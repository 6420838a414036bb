package io.kadvisor.cli.plan.broker;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.placement.Measure;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One measure of all brokers: a column for each, hollow before the plan and filled after it. */
final class Panel {
  static final double HEIGHT = 190;
  private static final double LEFT = 64;
  private static final double HEAD = 34;
  private static final double FOOT = 26;

  /** A limit further up than so many times what is carried is told in words alone. */
  private static final double FAR = 1.5;

  /** So close to each other ids can be read. */
  private static final double ROOM_OF_ID = 30;

  private final BrokerLoads loads;
  private final Measure measure;
  private final Quantity quantity;
  private final Axis axis;
  private final double x;
  private final double y;
  private final double width;

  Panel(BrokerLoads loads, Measure measure, double x, double y, double width) {
    this.loads = loads;
    this.measure = measure;
    this.x = x;
    this.y = y;
    this.width = width;
    double carried = most();
    double limit = smallestLimit();
    double shown = limit <= FAR * carried ? Math.max(limit, carried) : carried;
    quantity = Quantity.upTo(measure, shown);
    axis = new Axis(shown, y + HEAD, HEIGHT - HEAD - FOOT);
  }

  private double most() {
    return loads.brokers().stream()
        .mapToDouble(
            load ->
                Math.max(
                    Math.max(loads.high(load, measure), load.peakAfter(measure).orElse(0)),
                    Math.max(load.before(measure), load.after(measure))))
        .max()
        .orElse(0);
  }

  private double smallestLimit() {
    return staying().stream()
        .mapToDouble(load -> loads.limit(load, measure))
        .min()
        .orElse(Amounts.UNKNOWN);
  }

  private List<BrokerLoad> staying() {
    return loads.brokers().stream().filter(load -> load.broker().state().takesReplicas()).toList();
  }

  void draw(Svg svg) {
    svg.open(name());
    svg.text("name", x, y + 12, name()).text("quiet", x, y + 26, words());
    drawAxis(svg);
    List<BrokerLoad> brokers = loads.brokers();
    double column = (width - LEFT) / brokers.size();
    double radius = Math.max(1.4, Math.min(5, column * 0.3));
    int every = (int) Math.max(1, Math.ceil(ROOM_OF_ID / column));
    drawLimits(svg, column);
    for (int at = 0; at < brokers.size(); at++) {
      double middle = x + LEFT + (at + 0.5) * column;
      if (at % every == 0) {
        svg.text("id", middle, y + HEIGHT - 8, String.valueOf(brokers.get(at).broker().id()));
      }
      draw(svg, brokers.get(at), middle, radius);
    }
    svg.close();
  }

  private void drawAxis(Svg svg) {
    for (double tick : Axis.ticks(quantity.in(axis.most()))) {
      double at = axis.y(quantity.back(tick));
      svg.line("grid", x + LEFT, at, x + width, at);
      svg.text("tick", x + LEFT - 6, at + 4, said(tick));
    }
  }

  private String said(double tick) {
    return (Quantity.plain(tick) + " " + quantity.unit()).strip();
  }

  /** One band for each run of brokers that have the same. */
  private void drawLimits(Svg svg, double column) {
    List<BrokerLoad> brokers = loads.brokers();
    int from = 0;
    for (int at = 1; at <= brokers.size(); at++) {
      if (at == brokers.size() || !isAlike(brokers.get(from), brokers.get(at))) {
        double left = x + LEFT + from * column;
        drawLimits(svg, brokers.get(from), left, (at - from) * column);
        from = at;
      }
    }
  }

  private boolean isAlike(BrokerLoad one, BrokerLoad other) {
    return one.fair(measure) == other.fair(measure)
        && loads.limit(one, measure) == loads.limit(other, measure);
  }

  private void drawLimits(Svg svg, BrokerLoad load, double left, double wide) {
    if (load.fair(measure) > 0) {
      double high = axis.y(loads.high(load, measure));
      double low = axis.y(loads.low(load, measure));
      svg.rect("band", left, high, wide, low - high);
    }
    double limit = loads.limit(load, measure);
    if (load.broker().state().takesReplicas() && axis.shows(limit)) {
      double at = axis.y(limit);
      svg.line("limit", left, at, left + wide, at);
    }
  }

  private void draw(Svg svg, BrokerLoad load, double middle, double radius) {
    double before = axis.y(load.before(measure));
    double after = axis.y(load.after(measure));
    svg.open(
        "broker %s, %s: %s"
            .formatted(load.name(), load.broker().rack(), Quantity.change(load, measure)));
    svg.line("way", middle, before, middle, after);
    load.peakAfter(measure)
        .ifPresent(
            peak -> {
              double top = axis.y(peak);
              svg.line("peak", middle - radius, top, middle + radius, top);
            });
    svg.circle("before", middle, before, radius);
    svg.circle(
        isInside(load, load.after(measure)) ? "after" : "after outside", middle, after, radius);
    svg.close();
  }

  private boolean isInside(BrokerLoad load, double carried) {
    double rounding = 1e-9 * load.fair(measure);
    return carried >= loads.low(load, measure) - rounding
        && carried <= loads.high(load, measure) + rounding;
  }

  private String name() {
    return switch (measure) {
      case DISK -> "Disk";
      case NW_IN -> "Bytes in";
      case NW_OUT -> "Bytes out to consumers";
      case CPU -> "CPU";
      case REPLICAS -> "Replicas";
      case LEADERS -> "Leaders";
      case LEADER_NW_IN -> "Bytes in of leaders";
      case POTENTIAL_NW_OUT -> "Bytes out if all led";
    };
  }

  /** The same as a sentence, for who cannot see it. */
  String sentence() {
    return name() + ": " + words() + ".";
  }

  /** The mean, how many brokers are outside before and after, and the limit. */
  private String words() {
    double mean =
        staying().stream().mapToDouble(load -> load.fair(measure)).sum() / staying().size();
    double limit = smallestLimit();
    return "mean "
        + Quantity.of(measure, mean)
        + ", outside "
        + outside(load -> load.before(measure))
        + " → "
        + outside(load -> load.after(measure))
        + (Amounts.isUnknown(limit) || BrokerLoads.isCount(measure)
            ? ""
            : ", limit " + Quantity.of(measure, limit));
  }

  private long outside(ToDoubleFunction<BrokerLoad> carried) {
    return staying().stream().filter(load -> !isInside(load, carried.applyAsDouble(load))).count();
  }
}
