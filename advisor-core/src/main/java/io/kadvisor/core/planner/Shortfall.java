package io.kadvisor.core.planner;

import io.kadvisor.core.planner.search.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a request would have to allow more, of moves and of data, for all that is needed.
 *
 * @param megabytes whole ones, of 1024 KB
 */
record Shortfall(int moves, double megabytes) {
  /** Sums of many sizes differ in their last digits. */
  private static final double ROUNDING = 1e-6;

  /** The least more than a request allows, where so much is needed in all. */
  static Shortfall of(Limits limits, int moves, double megabytes) {
    double missing = megabytes - limits.megabytes();
    return new Shortfall(
        Math.max(0, moves - limits.moves()), missing > 0 ? Math.ceil(missing + ROUNDING) : 0);
  }

  boolean isNone() {
    return moves == 0 && megabytes == 0;
  }

  /** As "3 more moves and 120 MB more": only what is short. */
  String words() {
    List<String> words = new ArrayList<>();
    if (moves > 0) {
      words.add(moves + (moves == 1 ? " more move" : " more moves"));
    }
    if (megabytes > 0) {
      words.add(String.format(Locale.ROOT, "%.0f MB more", megabytes));
    }
    return String.join(" and ", words);
  }
}
