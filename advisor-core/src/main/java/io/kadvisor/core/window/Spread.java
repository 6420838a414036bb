package io.kadvisor.core.window;

/** How the observations of one number are spread. Immutable. */
sealed interface Spread permits ExactSpread, SketchedSpread {
  /**
   * Up to so many observations are kept as they are, so that a ten-minute window of two-second
   * sweeps (300) replays to the same bytes; the random choices of a sketch begin beyond.
   */
  int EXACT = 400;

  long count();

  /** With values more, in their order. */
  Spread plus(double... values);

  /** Count, extremes and percentiles at once. */
  Summary summary();

  /** What windows tell of a spread: minimum and maximum exactly, percentiles as nearest ranks. */
  record Summary(long count, double minimum, double maximum, double p50, double p95, double p99) {}
}
