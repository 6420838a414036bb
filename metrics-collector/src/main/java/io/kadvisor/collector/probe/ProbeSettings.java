package io.kadvisor.collector.probe;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a cluster is probed.
 *
 * @param enabled false where nothing is sent; the topic is Kadvisor's own all the same
 * @param topic that the records go to
 * @param interval between two records to the same broker
 * @param rack where the probe runs, for the time between racks
 */
public record ProbeSettings(
    boolean enabled, String topic, Duration interval, Optional<String> rack) {
  public static final String DEFAULT_TOPIC = "kadvisor.probe";

  /** Own choice: twenty records before one counts as lost, and two requests a second and broker. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);

  /** Nothing is sent. */
  public static final ProbeSettings OFF =
      new ProbeSettings(false, DEFAULT_TOPIC, DEFAULT_INTERVAL, Optional.empty());

  public ProbeSettings {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(rack, "rack");
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("an interval takes time: " + interval);
    }
  }

  /** The same, sending. */
  public static ProbeSettings on(String topic, Duration interval, Optional<String> rack) {
    return new ProbeSettings(true, topic, interval, rack);
  }
}
