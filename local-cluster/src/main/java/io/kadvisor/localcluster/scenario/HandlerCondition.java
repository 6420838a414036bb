package io.kadvisor.localcluster.scenario;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A broker's request handlers waited for work for less than a share of the last seconds, as it says
 * over JMX.
 */
final class HandlerCondition implements Condition {
  private static final Duration SPAN = Duration.ofSeconds(3);

  /** How long the handlers had waited at a moment. */
  private record Reading(Duration idle, long nanoseconds) {
    double shareUntil(Reading later) {
      return (double) later.idle.minus(idle).toNanos() / (later.nanoseconds - nanoseconds);
    }

    boolean isOlder(Reading later) {
      return later.nanoseconds - nanoseconds >= SPAN.toNanos();
    }
  }

  private final int broker;
  private final double share;

  /** Oldest first; the first is the newest of those that are old enough, once there is one. */
  private final Deque<Reading> readings = new ArrayDeque<>();

  HandlerCondition(int broker, double share) {
    this.broker = broker;
    this.share = share;
  }

  static HandlerCondition read(Fields fields) {
    return new HandlerCondition(
        fields.requiredInteger("broker", 0), fields.number("share", 0, 1).orElse(0.1));
  }

  @Override
  public Condition begin() {
    return new HandlerCondition(broker, share);
  }

  @Override
  public boolean holds(ClusterView view) {
    return holds(view.handlersIdle(broker), System.nanoTime());
  }

  /** At each look it is the last seconds that count, however often one looks. */
  boolean holds(Duration idle, long nanoseconds) {
    var now = new Reading(idle, nanoseconds);
    readings.add(now);
    while (second().filter(reading -> reading.isOlder(now)).isPresent()) {
      readings.removeFirst();
    }
    Reading oldest = readings.getFirst();
    return oldest.isOlder(now) && oldest.shareUntil(now) < share;
  }

  private Optional<Reading> second() {
    return readings.stream().skip(1).findFirst();
  }

  @Override
  public String describe() {
    return "the request handlers of broker " + broker + " idle for less than " + share;
  }
}
