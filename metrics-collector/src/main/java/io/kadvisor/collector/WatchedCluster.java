package io.kadvisor.collector;

import io.kadvisor.collector.jmx.JmxSettings;
import io.kadvisor.collector.probe.ProbeSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * A cluster to watch.
 *
 * @param alias the name that the configuration gives it
 * @param client properties of every client to it, passed through
 * @param fast time from the beginning of one sweep to that of the next
 * @param slow time between sweeps that read log directories and configuration, too
 */
public record WatchedCluster(
    String alias,
    Map<String, String> client,
    Duration fast,
    Duration slow,
    JmxSettings jmx,
    ProbeSettings probe) {
  public static final Duration DEFAULT_FAST = Duration.ofSeconds(5);
  public static final Duration DEFAULT_SLOW = Duration.ofSeconds(60);

  private static final Duration SHORTEST_CALL = Duration.ofSeconds(1);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

  /** Without a probe. */
  public WatchedCluster(
      String alias, Map<String, String> client, Duration fast, Duration slow, JmxSettings jmx) {
    this(alias, client, fast, slow, jmx, ProbeSettings.OFF);
  }

  public WatchedCluster {
    Objects.requireNonNull(alias, "alias");
    client = Map.copyOf(client);
    if (fast.isNegative() || fast.isZero() || slow.compareTo(fast) < 0) {
      throw new IllegalArgumentException(
          "a fast sweep takes time, a slow one no less: " + fast + ", " + slow);
    }
    Objects.requireNonNull(jmx, "jmx");
    Objects.requireNonNull(probe, "probe");
  }

  /**
   * How long one call may take: three fifths of the fast sweep, so that a sweep in which two calls
   * in a row run out of time still ends within two periods.
   */
  public Duration callDeadline() {
    Duration share = fast.multipliedBy(3).dividedBy(5);
    if (share.compareTo(SHORTEST_CALL) < 0) {
      return SHORTEST_CALL;
    }
    return share.compareTo(LONGEST_CALL) > 0 ? LONGEST_CALL : share;
  }
}
