package io.kadvisor.core.rule.group;

import io.kadvisor.core.memory.GroupMemory.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which way a group's lag goes over a time. Robust against the saw that rare commits cut into it:
 * it counts in how many pairs of points the later one is higher (Kendall's τ), and compares the
 * medians of the first and the last third.
 *
 * @param points at least two, oldest first
 */
record LagTrend(List<Point> points) {
  /** Fewer points show no way. */
  static final int FEWEST = 4;

  /** The trend of the points of the last window. */
  static LagTrend over(Duration window, List<Point> points) {
    Instant beginning = last(points).at().minus(window);
    return new LagTrend(points.stream().filter(point -> !point.at().isBefore(beginning)).toList());
  }

  private static Point last(List<Point> points) {
    return points.get(points.size() - 1);
  }

  Point first() {
    return points.get(0);
  }

  Point last() {
    return last(points);
  }

  Duration span() {
    return Duration.between(first().at(), last().at());
  }

  /** Enough points over most of the window. */
  boolean covers(Duration window) {
    return points.size() >= FEWEST && span().toNanos() >= 0.8 * window.toNanos();
  }

  /** From −1, each point lower than all before, to 1, each higher. */
  double tau() {
    int higher = 0;
    int lower = 0;
    for (int later = 1; later < points.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        int sign = Long.compare(points.get(later).lag(), points.get(earlier).lag());
        higher += sign > 0 ? 1 : 0;
        lower += sign < 0 ? 1 : 0;
      }
    }
    int pairs = points.size() * (points.size() - 1) / 2;
    return pairs == 0 ? 0 : (double) (higher - lower) / pairs;
  }

  double lagBefore() {
    return median(points.subList(0, third()));
  }

  /** Of the middle third. */
  double lagBetween() {
    return median(points.subList(third(), points.size() - third()));
  }

  double lagAfter() {
    return median(points.subList(points.size() - third(), points.size()));
  }

  private int third() {
    return Math.max(1, points.size() / 3);
  }

  private static double median(List<Point> some) {
    long[] lags = some.stream().mapToLong(Point::lag).sorted().toArray();
    int middle = lags.length / 2;
    return lags.length % 2 == 1 ? lags[middle] : (lags[middle - 1] + lags[middle]) / 2.0;
  }

  /** Records written over the time, as far as they are ahead of the group. */
  long produced() {
    return last().end() - first().end();
  }

  long consumed() {
    return last().committed() - first().committed();
  }

  double perSecond(long records) {
    return span().isZero() ? 0 : records * 1000.0 / span().toMillis();
  }
}
