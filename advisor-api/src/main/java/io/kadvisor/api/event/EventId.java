package io.kadvisor.api.event;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far a subscriber has come: the last offset of each topic partition, {@code
 * advisories-0:41,advisories-3:7}. Built from nothing else, so it means the same on every instance.
 */
public record EventId(SortedMap<String, Long> offsets) {
  private static final Pattern PART = Pattern.compile("([a-z.]+-\\d+):(\\d+)");
  public static final EventId START = new EventId(new TreeMap<>());

  public EventId {
    offsets = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException when the text is no such id
   */
  public static EventId parse(String text) {
    SortedMap<String, Long> offsets = new TreeMap<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      Matcher matcher = PART.matcher(part.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException("not an event id of this service: '" + text + "'");
      }
      offsets.put(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
    return new EventId(offsets);
  }

  /** True when the position is not after what the subscriber has. */
  public boolean covers(Position position) {
    return position.offset() <= at(position.line());
  }

  long at(String line) {
    return offsets.getOrDefault(line, -1L);
  }

  public EventId advancedTo(Position position) {
    SortedMap<String, Long> next = new TreeMap<>(offsets);
    next.merge(position.line(), position.offset(), Math::max);
    return new EventId(next);
  }

  @Override
  public String toString() {
    return offsets.entrySet().stream()
        .map((Map.Entry<String, Long> e) -> e.getKey() + ":" + e.getValue())
        .collect(Collectors.joining(","));
  }
}
