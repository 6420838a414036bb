package io.kadvisor.collector.probe;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * The records of one broker, from the first on. That one pays for the connections: how long it took
 * is not kept.
 */
final class Account {
  private final RecentTimes roundTrips = new RecentTimes();
  private final RecentTimes acknowledgements = new RecentTimes();
  private long sent;
  private long acknowledged;
  private long returned;
  private long lost;
  private long roundTripNanos;
  private Optional<Long> waitingSince = Optional.empty();
  private Optional<String> error = Optional.empty();

  void sent(long now) {
    sent++;
    waitingSince = waitingSince.or(() -> Optional.of(now));
  }

  long sent() {
    return sent;
  }

  void acknowledged(long sentAt, long now) {
    acknowledged++;
    if (acknowledged > 1) {
      acknowledgements.add(now, now - sentAt);
    }
    error = Optional.empty();
  }

  void failed(String why) {
    error = Optional.of(why);
  }

  /**
   * @param next when the first record after it was sent, if it is still on its way
   */
  void returned(long sentAt, long now, Optional<Long> next) {
    returned++;
    waitingSince = next;
    if (returned > 1) {
      roundTripNanos += now - sentAt;
      roundTrips.add(now, now - sentAt);
    }
  }

  /** It is given up, and the wait for an answer goes on. */
  void lose() {
    lost++;
  }

  void rest() {
    waitingSince = Optional.empty();
    error = Optional.empty();
  }

  Collection<Long> roundTrips(long now) {
    return roundTrips.until(now);
  }

  /**
   * @param unread why nothing can be read back from anybody
   */
  ProbeFigures figures(long now, Optional<String> unread) {
    return new ProbeFigures(
        sent,
        acknowledged,
        returned,
        lost,
        Duration.ofNanos(roundTripNanos),
        waitingSince.map(since -> Duration.ofNanos(now - since)).orElse(Duration.ZERO),
        Percentiles.of(roundTrips.until(now)),
        Percentiles.of(acknowledgements.until(now)),
        error.or(() -> unread));
  }
}
