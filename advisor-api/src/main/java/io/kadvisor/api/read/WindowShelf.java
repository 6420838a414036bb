package io.kadvisor.api.read;

import io.kadvisor.model.Subject;
import io.kadvisor.model.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Windows of one cluster by subject, length and start. A later revision of a window replaces the
 * earlier one.
 */
final class WindowShelf {
  private record Row(Subject subject, Duration length) {}

  private record Place(Row row, Instant start) {}

  private final Map<Row, NavigableMap<Instant, Window>> rows = new HashMap<>();
  private final Deque<Place> arrivals = new ArrayDeque<>();
  private final Limits limits;

  WindowShelf(Limits limits) {
    this.limits = limits;
  }

  void put(Window window) {
    Row row = new Row(window.subject(), window.length());
    NavigableMap<Instant, Window> line = rows.computeIfAbsent(row, r -> new TreeMap<>());
    if (line.put(window.start(), window) == null) {
      arrivals.addLast(new Place(row, window.start()));
    }
    if (line.size() > limits.windowsPerSubject()) {
      line.pollFirstEntry();
    }
    while (arrivals.size() > limits.windows()) {
      drop(arrivals.removeFirst());
    }
  }

  private void drop(Place place) {
    NavigableMap<Instant, Window> line = rows.get(place.row());
    if (line != null) {
      line.remove(place.start());
      if (line.isEmpty()) {
        rows.remove(place.row());
      }
    }
  }

  /** Windows that overlap the range, oldest first. */
  List<Window> range(Subject subject, Duration length, Instant from, Instant to) {
    NavigableMap<Instant, Window> line = rows.get(new Row(subject, length));
    if (line == null || !from.isBefore(to)) {
      return List.of();
    }
    Collection<Window> found = line.subMap(from.minus(length), false, to, false).values();
    return List.copyOf(found);
  }

  SortedSet<Duration> lengths() {
    SortedSet<Duration> lengths = new TreeSet<>();
    rows.keySet().forEach(row -> lengths.add(row.length()));
    return lengths;
  }
}
