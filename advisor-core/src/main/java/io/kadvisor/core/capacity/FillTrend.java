package io.kadvisor.core.capacity;

import io.kadvisor.core.memory.LoadMemory.Filling;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How fast a volume fills: the least-squares line through its levels. Of all lines that end now,
 * the one whose slope is surest, so that what began a while ago is not averaged with the calm
 * before it.
 *
 * @param bytesPerSecond above zero when it fills
 * @param error standard error of that
 * @param over time between the first and the last level of the line
 */
public record FillTrend(double bytesPerSecond, double error, Duration over) {
  /** Three points are hardly ever off a line. */
  private static final int FEWEST = 4;

  /** Two standard errors: some 95 % where errors are normal. */
  private static final double ERRORS = 2;

  /**
   * When it is full.
   *
   * @param soonest and latest: at two standard errors; the latest is absent when it may never be
   */
  public record Full(Duration expected, Duration soonest, Optional<Duration> latest) {}

  /** Absent with fewer than four levels. */
  public static Optional<FillTrend> of(Filling filling) {
    return IntStream.rangeClosed(0, filling.levels() - FEWEST)
        .mapToObj(from -> line(filling, from))
        .min(Comparator.comparingDouble(FillTrend::doubt));
  }

  private double doubt() {
    return bytesPerSecond == 0 ? Double.MAX_VALUE : error / Math.abs(bytesPerSecond);
  }

  private static FillTrend line(Filling filling, int from) {
    int n = filling.levels() - from;
    double[] x = new double[n];
    double[] y = new double[n];
    for (int row = 0; row < n; row++) {
      x[row] = (filling.at().get(from + row) - filling.at().get(from)) / 1000.0;
      y[row] = filling.used().get(from + row) - (double) filling.used().get(from);
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double sxx = 0;
    double sxy = 0;
    for (int row = 0; row < n; row++) {
      sxx += (x[row] - meanX) * (x[row] - meanX);
      sxy += (x[row] - meanX) * (y[row] - meanY);
    }
    double slope = sxx == 0 ? 0 : sxy / sxx;
    double residuals = 0;
    for (int row = 0; row < n; row++) {
      double off = y[row] - meanY - slope * (x[row] - meanX);
      residuals += off * off;
    }
    double error = sxx == 0 ? 0 : Math.sqrt(residuals / (n - 2) / sxx);
    return new FillTrend(slope, error, Duration.ofMillis(Math.round(1000 * x[n - 1])));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** It fills, and that is no chance. */
  public boolean fills() {
    return bytesPerSecond > ERRORS * error && bytesPerSecond > 0;
  }

  /** When so much free space is used up; absent when it does not fill. */
  public Optional<Full> full(long freeBytes) {
    if (!fills()) {
      return Optional.empty();
    }
    double slowest = bytesPerSecond - ERRORS * error;
    return Optional.of(
        new Full(
            time(freeBytes, bytesPerSecond),
            time(freeBytes, bytesPerSecond + ERRORS * error),
            slowest > 0 ? Optional.of(time(freeBytes, slowest)) : Optional.empty()));
  }

  private static Duration time(long bytes, double bytesPerSecond) {
    return Duration.ofSeconds((long) Math.min(1e12, Math.max(0, bytes) / bytesPerSecond));
  }
}
