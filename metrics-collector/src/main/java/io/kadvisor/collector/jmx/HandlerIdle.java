package io.kadvisor.collector.jmx;

import io.kadvisor.model.sample.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/**
 * The share of the time since the last reading for which one broker's request handlers had nothing
 * to do. The broker's own average looks back over minutes: it calls a broker idle that has been
 * drowning for one, and busy for one after. The first reading has nothing else.
 */
final class HandlerIdle implements WantedBean {
  private static final String AVERAGE = "OneMinuteRate";

  /** The nanoseconds for which a handler waited, on average over all of them. */
  private static final String WAITED = "Count";

  /** A handler that waits says so three times a second: a shorter look is mostly chance. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private record Look(double waited, long nanos, double idle) {
    Look after(double now, long at) {
      return new Look(now, at, Math.min(1, (now - waited) / (at - nanos)));
    }
  }

  private final List<String> names;
  private final LongSupplier nanoTime;
  private Optional<Look> last = Optional.empty();

  /**
   * @param names of the bean; the first that is there counts
   */
  HandlerIdle(List<String> names, LongSupplier nanoTime) {
    this.names = names;
    this.nanoTime = nanoTime;
  }

  @Override
  public Map<Metric, Double> read(MBeanServerConnection beans) throws IOException, JMException {
    for (String name : names) {
      Map<String, Double> seen = WantedBean.values(beans, new ObjectName(name), AVERAGE, WAITED);
      if (seen.keySet().containsAll(List.of(AVERAGE, WAITED))) {
        return Map.of(Metric.HANDLER_IDLE, idle(seen.get(AVERAGE), seen.get(WAITED)));
      }
    }
    return Map.of();
  }

  private double idle(double average, double waited) {
    long now = nanoTime.getAsLong();
    boolean soon = last.filter(look -> now - look.nanos() < SHORTEST.toNanos()).isPresent();
    // a count that fell is another process
    Optional<Look> before = last.filter(look -> waited >= look.waited());
    if (!soon || before.isEmpty()) {
      last =
          before
              .map(look -> look.after(waited, now))
              .or(() -> Optional.of(new Look(waited, now, average)));
    }
    return last.orElseThrow().idle();
  }
}
