package io.kadvisor.core.memory;

import io.kadvisor.core.memory.LoadMemory.Filling;
import io.kadvisor.core.memory.LoadMemory.Work;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.sample.LongColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Moves the memory of one broker's load on by one sweep. */
final class LoadAdvance {
  /** Counters kept of a window. */
  private static final int COUNTERS = 5;

  /** Levels kept of a volume: enough for a line with its error. */
  private static final int LEVELS = 12;

  private final LoadMemory before;
  private final Duration window;
  private final Duration trend;

  /**
   * @param window of the means
   * @param trend how far back the filling of a volume is looked at
   */
  LoadAdvance(LoadMemory before, Duration window, Duration trend) {
    this.before = before;
    this.window = window;
    this.trend = trend;
  }

  LoadMemory by(BrokerSample seen) {
    if (window.isZero()) {
      return before;
    }
    Work work = Counters.of(seen).map(this::work).orElse(before.work());
    return new LoadMemory(work, fullest(seen).map(dir -> filling(dir, seen)).or(before::filling));
  }

  private Work work(Counters now) {
    Work old = now.fellSince(before.work()) ? Work.NONE : before.work();
    int size = old.at().size();
    long time = now.at().toEpochMilli();
    if (size > 0 && time - old.at().get(size - 1) < window.toMillis() / COUNTERS) {
      return old;
    }
    int from = 0;
    while (from + 1 < size && old.at().get(from + 1) <= time - window.toMillis()) {
      from++;
    }
    return new Work(
        grown(old.at(), from, Optional.of(time), size),
        grown(old.cpu(), from, now.cpu(), size),
        grown(old.in(), from, now.in(), size),
        grown(old.out(), from, now.out(), size));
  }

  private static LongColumn grown(LongColumn column, int from, Optional<Long> value, int size) {
    long[] grown = new long[size - from + 1];
    for (int row = from; row < size; row++) {
      grown[row - from] = column.at(row).orElse(LongColumn.ABSENT);
    }
    grown[size - from] = value.orElse(LongColumn.ABSENT);
    return LongColumn.of(grown);
  }

  /** The volume with the least of its space left. */
  private static Optional<LogDir> fullest(BrokerSample seen) {
    return seen.logDirs().stream()
        .flatMap(List::stream)
        .filter(dir -> dir.error().isEmpty() && dir.total().isPresent() && dir.usable().isPresent())
        .filter(dir -> dir.total().get().bytes() > 0)
        .max(
            Comparator.comparingDouble(LoadAdvance::fullness)
                .thenComparing(LogDir::path, Comparator.reverseOrder()));
  }

  private static double fullness(LogDir dir) {
    return (double) used(dir) / dir.total().orElseThrow().bytes();
  }

  private static long used(LogDir dir) {
    return Math.max(0, dir.total().orElseThrow().bytes() - dir.usable().orElseThrow().bytes());
  }

  private Filling filling(LogDir dir, BrokerSample seen) {
    Instant at = seen.logDirsAt().orElse(seen.sweepAt());
    String volume = dir.volume().orElse(dir.path());
    Optional<Filling> same = before.filling().filter(old -> old.volume().equals(volume));
    return same.isPresent()
        ? later(same.get(), at.toEpochMilli(), used(dir))
        : new Filling(volume, LongColumn.of(at.toEpochMilli()), LongColumn.of(used(dir)));
  }

  private Filling later(Filling old, long at, long used) {
    long span = at - old.at().get(0);
    if (at - old.at().get(old.levels() - 1) <= span / LEVELS) {
      return old;
    }
    List<long[]> levels = new ArrayList<>();
    for (int row = 0; row < old.levels(); row++) {
      levels.add(new long[] {old.at().get(row), old.used().get(row)});
    }
    levels.add(new long[] {at, used});
    while (levels.size() > 2 && levels.get(1)[0] < at - trend.toMillis()) {
      levels.remove(0);
    }
    if (levels.size() > LEVELS) {
      levels.remove(mostCrowded(levels));
    }
    return new Filling(
        old.volume(),
        LongColumn.of(levels.stream().mapToLong(level -> level[0]).toArray()),
        LongColumn.of(levels.stream().mapToLong(level -> level[1]).toArray()));
  }

  /** The inner one whose neighbours are nearest to each other. */
  private static int mostCrowded(List<long[]> levels) {
    int crowded = 1;
    for (int row = 2; row + 1 < levels.size(); row++) {
      if (gap(levels, row) < gap(levels, crowded)) {
        crowded = row;
      }
    }
    return crowded;
  }

  private static long gap(List<long[]> levels, int row) {
    return levels.get(row + 1)[0] - levels.get(row - 1)[0];
  }
}
