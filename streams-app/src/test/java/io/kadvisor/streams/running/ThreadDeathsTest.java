package io.kadvisor.streams.running;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.streams.StreamCounters;
import io.kadvisor.streams.StreamCounters.Count;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThreadDeathsTest {
  private final SetClock clock = new SetClock();
  private final StreamCounters counters = new StreamCounters();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final ThreadDeaths deaths = new ThreadDeaths(clock, counters, givenUp::incrementAndGet);

  /** A clock that stands where it is put. */
  private static final class SetClock extends Clock {
    private Instant now = Instant.EPOCH;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void shouldGiveUpWhenFiveThreadsDieWithinTenMinutes() {
    for (int death = 1; death <= 4; death++) {
      assertThat(deaths.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
      clock.pass(Duration.ofMinutes(2));
    }

    assertThat(deaths.handle(new IllegalStateException())).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(givenUp).hasValue(1);
    assertThat(counters.of(Count.THREAD_DEATHS)).isEqualTo(5);
  }

  @Test
  void shouldGoOnWhenThreadsDieSeldom() {
    for (int death = 1; death <= 20; death++) {
      assertThat(deaths.handle(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
      clock.pass(Duration.ofSeconds(151));
    }

    assertThat(givenUp).hasValue(0);
  }
}
