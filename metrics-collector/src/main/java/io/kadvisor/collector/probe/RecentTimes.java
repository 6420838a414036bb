package io.kadvisor.collector.probe;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Times of the last minute: as many as were sent in it, and never more than a thousand. */
final class RecentTimes {
  private static final Duration SPAN = Duration.ofMinutes(1);
  private static final int MOST = 1000;

  private final Deque<Taken> taken = new ArrayDeque<>();

  /** Nanoseconds that something took, and when it ended. */
  private record Taken(long at, long nanos) {}

  void add(long now, long nanos) {
    taken.addLast(new Taken(now, nanos));
    if (taken.size() > MOST) {
      taken.removeFirst();
    }
  }

  Collection<Long> until(long now) {
    while (!taken.isEmpty() && now - taken.getFirst().at() > SPAN.toNanos()) {
      taken.removeFirst();
    }
    return taken.stream().map(Taken::nanos).toList();
  }
}
