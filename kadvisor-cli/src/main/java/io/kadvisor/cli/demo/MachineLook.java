package io.kadvisor.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One look at the machine.
 *
 * @param total CPU time of all cores since its start, in the kernel's ticks; 0 where it does not
 *     tell
 * @param stolen of it, what the host gave to others
 * @param waited of it, what nothing was done in, since a disk was waited for
 */
record MachineLook(Instant at, long total, long stolen, long waited) {
  /** A look every quarter of a second that comes so late was held up. */
  private static final Duration STOOD_STILL = Duration.ofSeconds(2);

  /** What is lacking for less delays and does no more. */
  static final Duration STRETCH = Duration.ofSeconds(5);

  /** More than a third of the CPU gone. */
  private static final double MUCH = 0.35;

  /** Columns of {@code /proc/stat}: user, nice, system, idle, iowait, irq, softirq, steal. */
  private static final int IO_WAIT = 4;

  private static final int STEAL = 7;
  private static final int COLUMNS = 8;

  /**
   * @param stat the first line of {@code /proc/stat}; anything else tells the time alone
   */
  static MachineLook of(Instant at, String stat) {
    String[] words = stat.trim().split("\\s+");
    if (!words[0].equals("cpu") || words.length <= COLUMNS) {
      return new MachineLook(at, 0, 0, 0);
    }
    long[] ticks = Stream.of(words).skip(1).limit(COLUMNS).mapToLong(Long::parseLong).toArray();
    long total = 0;
    for (long tick : ticks) {
      total += tick;
    }
    return new MachineLook(at, total, ticks[STEAL], ticks[IO_WAIT]);
  }

  /** What a time on which these looks were taken lacked, as a sentence's end; empty if little. */
  static Optional<String> disturbed(List<MachineLook> looks) {
    return stoodStill(looks).or(() -> lacked(looks));
  }

  /** Those of a time, and one on either side: what came late may have been held up within it. */
  static List<MachineLook> around(List<MachineLook> looks, Instant from, Instant to) {
    int first = 0;
    while (first + 1 < looks.size() && !looks.get(first + 1).at().isAfter(from)) {
      first++;
    }
    int end = first;
    while (end < looks.size() && (end == first || looks.get(end - 1).at().isBefore(to))) {
      end++;
    }
    return looks.subList(first, end);
  }

  private static Optional<String> stoodStill(List<MachineLook> looks) {
    Duration longest = Duration.ZERO;
    for (int i = 1; i < looks.size(); i++) {
      Duration gap = Duration.between(looks.get(i - 1).at(), looks.get(i).at());
      longest = gap.compareTo(longest) > 0 ? gap : longest;
    }
    return longest.compareTo(STOOD_STILL) < 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT, "the machine stood still for %.1f s", longest.toMillis() / 1000.0));
  }

  private static Optional<String> lacked(List<MachineLook> looks) {
    Optional<String> worst = Optional.empty();
    double most = MUCH;
    int first = 0;
    for (MachineLook last : looks) {
      while (!looks.get(first).at().plus(STRETCH).isAfter(last.at())) {
        MachineLook begin = looks.get(first++);
        double lacked = last.lackedSince(begin);
        if (lacked > most) {
          most = lacked;
          worst = Optional.of(last.sentence(begin));
        }
      }
    }
    return worst;
  }

  private double lackedSince(MachineLook begin) {
    return share(begin, stolen - begin.stolen + waited - begin.waited);
  }

  private double share(MachineLook begin, long ticks) {
    return total > begin.total ? ticks / (double) (total - begin.total) : 0;
  }

  private String sentence(MachineLook begin) {
    return String.format(
        Locale.ROOT,
        "for %d s its host gave %.0f %% of the machine's CPU to others and %.0f %% waited for disks",
        STRETCH.toSeconds(),
        100 * share(begin, stolen - begin.stolen),
        100 * share(begin, waited - begin.waited));
  }
}
