package io.kadvisor.localcluster.scenario;

import java.time.Duration;
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
  private Optional<Reading> before = Optional.empty();
  private boolean holds;

  private HandlerCondition(int broker, double share) {
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
    var now = new Reading(view.handlersIdle(broker), System.nanoTime());
    if (before.isEmpty()) {
      before = Optional.of(now);
    } else if (before.get().isOlder(now)) {
      holds = before.get().shareUntil(now) < share;
      before = Optional.of(now);
    }
    return holds;
  }

  @Override
  public String describe() {
    return "the request handlers of broker " + broker + " idle for less than " + share;
  }
}
