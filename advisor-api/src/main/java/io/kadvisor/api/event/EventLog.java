package io.kadvisor.api.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest events, and the newest of each state. Subscribers read at their own speed; one that
 * needs an event which has fallen out is told that it missed some.
 */
public final class EventLog implements AutoCloseable {
  /** What a subscriber gets at once: {@code missed} when events before these are gone. */
  public record Batch(List<Event> events, boolean missed, long upTo) {}

  private final Deque<Event> kept = new ArrayDeque<>();
  private final Map<String, Event> states = new LinkedHashMap<>();
  private final int capacity;
  private EventId gone = EventId.START;
  private EventId newest = EventId.START;
  private long sequence;
  private long firstKept = 1;
  private boolean closed;

  public EventLog(int capacity) {
    this.capacity = capacity;
  }

  /** Tells what a record changed. A record that was told already is not told again. */
  public synchronized void tell(String type, Position position, String data) {
    if (newest.covers(position)) {
      return;
    }
    newest = newest.advancedTo(position);
    kept.addLast(new Event(++sequence, type, Optional.of(position), data));
    if (kept.size() > capacity) {
      Event oldest = kept.removeFirst();
      gone = gone.advancedTo(oldest.position().orElseThrow());
      firstKept = oldest.sequence() + 1;
    }
    notifyAll();
  }

  /** Tells a state; only its newest value matters. */
  public synchronized void tellState(String type, String key, String data) {
    states.remove(key);
    states.put(key, new Event(++sequence, type, Optional.empty(), data));
    notifyAll();
  }

  /** How far this process has read. */
  public synchronized EventId newest() {
    return newest;
  }

  public synchronized long sequence() {
    return sequence;
  }

  /** What a subscriber that came as far as {@code id} has not had. */
  public synchronized Batch since(EventId id) {
    List<Event> events = new ArrayList<>(states.values());
    kept.stream().filter(e -> !id.covers(e.position().orElseThrow())).forEach(events::add);
    boolean missed =
        gone.offsets().entrySet().stream().anyMatch(e -> e.getValue() > id.at(e.getKey()));
    return new Batch(inOrder(events), missed, sequence);
  }

  /** What came after a sequence number; waits for the first up to {@code patience}. */
  public synchronized Batch after(long seen, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos(); seen >= sequence && left > 0 && !closed; ) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
      left = deadline - System.nanoTime();
    }
    List<Event> events = new ArrayList<>();
    states.values().stream().filter(e -> e.sequence() > seen).forEach(events::add);
    kept.stream().filter(e -> e.sequence() > seen).forEach(events::add);
    return new Batch(inOrder(events), seen < firstKept - 1, sequence);
  }

  private static List<Event> inOrder(List<Event> events) {
    return events.stream().sorted(Comparator.comparingLong(Event::sequence)).toList();
  }

  public synchronized boolean closed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
