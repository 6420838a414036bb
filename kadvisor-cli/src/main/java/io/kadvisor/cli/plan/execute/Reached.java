package io.kadvisor.cli.plan.execute;

import io.kadvisor.collector.WatchedCluster;
import io.kadvisor.collector.facts.ReadingSource;
import io.kadvisor.collector.jmx.JmxSource;
import io.kadvisor.model.policy.Capacity;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * The way to a cluster that a plan is carried out on.
 *
 * @param declared what its brokers carry
 */
public record Reached(WatchedCluster watched, Capacity declared) {
  /** For the numbers of one broker, as the collector has it. */
  private static final Duration DEADLINE = Duration.ofMillis(1500);

  /** Properties of a client to it. */
  Map<String, String> client() {
    return watched.client();
  }

  /** Its brokers' own numbers, of those whose JMX is open. */
  ReadingSource readings() {
    return new JmxSource(watched.jmx(), DEADLINE, Clock.systemUTC());
  }
}
