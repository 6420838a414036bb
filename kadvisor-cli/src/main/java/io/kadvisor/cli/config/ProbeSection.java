package io.kadvisor.cli.config;

import io.kadvisor.collector.probe.ProbeSettings;
import java.time.Duration;

/** Reads how a cluster is probed. */
final class ProbeSection {
  /** Ten requests a second and broker are no small load any more (own choice). */
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private ProbeSection() {}

  /**
   * @param prefix of Kadvisor's topics, which the topic's name begins with unless it is given
   */
  static ProbeSettings read(Section section, String prefix) {
    ProbeSettings settings =
        new ProbeSettings(
            section.flag("enabled", false),
            section.text("topic", prefix + "probe"),
            section.duration("interval", ProbeSettings.DEFAULT_INTERVAL),
            section.text("rack"));
    if (settings.interval().compareTo(SHORTEST) < 0) {
      section.faultAt("interval", "must be at least " + Durations.show(SHORTEST));
    }
    if (!settings.topic().matches("[a-zA-Z0-9._-]{1,249}")) {
      section.faultAt("topic", "must be the name of a topic");
    }
    section.close();
    return settings;
  }
}
