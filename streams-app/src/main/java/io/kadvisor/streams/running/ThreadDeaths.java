package io.kadvisor.streams.running;

import io.kadvisor.streams.StreamCounters;
import io.kadvisor.streams.StreamCounters.Count;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces a thread that dies; five deaths in ten minutes are no accident and end it. */
final class ThreadDeaths implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadDeaths.class);
  private static final int LIMIT = 5;
  private static final Duration WITHIN = Duration.ofMinutes(10);

  private final Clock clock;
  private final StreamCounters counters;
  private final Runnable giveUp;
  private final Deque<Instant> deaths = new ArrayDeque<>();

  /** With what is to be done when it gives up. */
  ThreadDeaths(Clock clock, StreamCounters counters, Runnable giveUp) {
    this.clock = clock;
    this.counters = counters;
    this.giveUp = giveUp;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
    Instant now = clock.instant();
    counters.add(Count.THREAD_DEATHS);
    deaths.addLast(now);
    while (deaths.peekFirst().isBefore(now.minus(WITHIN))) {
      deaths.removeFirst();
    }
    LOG.error("a stream thread died: deathsInTenMinutes={}", deaths.size(), exception);
    if (deaths.size() < LIMIT) {
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    giveUp.run();
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }
}
