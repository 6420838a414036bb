package io.kadvisor.collector.admin;

import io.kadvisor.wire.ClientTimeouts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Properties of the Admin client: the user's as they are, and time-outs short enough that a hung
 * broker costs a part of one call and not the sweep. A request that got no answer within two thirds
 * of the call's deadline is sent to another broker, which leaves that one the rest.
 */
final class AdminProperties {
  private static final Duration METADATA_AGE = Duration.ofSeconds(10);

  /**
   * Longer than a call waits until it is sent again; a broker that comes back is soon met again.
   */
  private static final Duration LEFT_ALONE = Duration.ofMillis(500);

  /** Longer than the session of a broker, after which the metadata does not list it any more. */
  private static final Duration LEFT_ALONE_MAX = Duration.ofSeconds(10);

  private static final int BACKOFF_MILLIS = 50;
  private static final int BACKOFF_MAX_MILLIS = 250;

  private AdminProperties() {}

  static Map<String, Object> of(Map<String, String> user, Duration deadline) {
    long millis = deadline.toMillis();
    Map<String, Object> properties = new HashMap<>();
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) (millis * 2 / 3));
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) millis);
    properties.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, millis);
    properties.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, millis);
    properties.put(AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, BACKOFF_MILLIS);
    properties.put(AdminClientConfig.RETRY_BACKOFF_MAX_MS_CONFIG, BACKOFF_MAX_MILLIS);
    properties.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, BACKOFF_MILLIS);
    properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, BACKOFF_MAX_MILLIS);
    properties.put(AdminClientConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE.toMillis());
    properties.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "kadvisor-collector");
    properties.putAll(user);
    // the caller's own deadline ends a call earlier all the same
    ClientTimeouts.fit(properties);
    return properties;
  }

  /** The same client that begins at other brokers. */
  static Map<String, Object> beginningAt(Map<String, Object> properties, String bootstrapServers) {
    Map<String, Object> other = new HashMap<>(properties);
    other.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return other;
  }

  /**
   * The same client with half the patience for a request, which can be sent twice more within a
   * call's deadline, and not to the same broker that hangs: calls that run side by side keep the
   * connections that answer busy, and who was given up would be the next free one at once.
   */
  static Map<String, Object> hurried(Map<String, Object> properties) {
    Map<String, Object> other = new HashMap<>(properties);
    other.computeIfPresent(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        (key, value) -> Integer.parseInt(value.toString()) / 2);
    other.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, LEFT_ALONE.toMillis());
    other.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, LEFT_ALONE_MAX.toMillis());
    return other;
  }
}
