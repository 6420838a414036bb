package io.kadvisor.collector.sweep;

import java.util.Map;

/** Whether a configuration limits replication. */
final class Throttles {
  private static final String UNLIMITED = Long.toString(Long.MAX_VALUE);

  private Throttles() {}

  static boolean onTopic(Map<String, String> config) {
    return config.containsKey("leader.replication.throttled.replicas")
        || config.containsKey("follower.replication.throttled.replicas");
  }

  static boolean onBroker(Map<String, String> config) {
    return limited(config, "leader.replication.throttled.rate")
        || limited(config, "follower.replication.throttled.rate");
  }

  private static boolean limited(Map<String, String> config, String key) {
    return !config.getOrDefault(key, UNLIMITED).equals(UNLIMITED);
  }
}
