package io.kadvisor.core.window;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.window.Figure;
import io.kadvisor.model.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A window that still grows. Immutable.
 *
 * @param tallies not to be written to; an enum map, which is copied fast
 */
record Bucket(
    Duration length,
    Instant start,
    int sweeps,
    EnumMap<Measure, Tally> tallies,
    PartitionMeans partitions) {
  /** How many partitions a window names. */
  static final int BUSIEST = 50;

  /** The empty bucket around a time: it begins at a multiple of its length since the epoch. */
  static Bucket around(Instant time, Duration length) {
    return new Bucket(
        length, startOf(time, length), 0, new EnumMap<>(Measure.class), PartitionMeans.NONE);
  }

  static Instant startOf(Instant time, Duration length) {
    long millis = length.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
  }

  boolean endsBy(Instant time) {
    return time.toEpochMilli() >= end();
  }

  /** In milliseconds since the epoch. */
  long end() {
    return start.toEpochMilli() + length.toMillis();
  }

  /** With what sweeps inside it observed, in their order. */
  Bucket plus(List<Observation> observations) {
    EnumMap<Measure, GrowingTally> growing = new EnumMap<>(Measure.class);
    for (Observation observation : observations) {
      observation
          .figures()
          .forEach(
              (measure, value) ->
                  growing
                      .computeIfAbsent(measure, m -> new GrowingTally(observations.size()))
                      .add(value));
    }
    EnumMap<Measure, Tally> grown = new EnumMap<>(tallies);
    growing.forEach((measure, more) -> grown.put(measure, more.after(grown.get(measure))));
    return new Bucket(
        length,
        start,
        sweeps + observations.size(),
        grown,
        partitions.plusAll(observations.stream().map(Observation::columns).toList()));
  }

  Window window(ClusterId cluster, Subject subject, boolean closed) {
    Map<String, Figure> figures = new TreeMap<>();
    tallies.forEach((measure, tally) -> figures.put(measure.tag(), tally.figure(measure.unit())));
    return new Window(
        Window.VERSION,
        cluster,
        subject,
        start,
        length,
        sweeps,
        closed,
        figures,
        List.copyOf(partitions.busiest(BUSIEST)));
  }
}
