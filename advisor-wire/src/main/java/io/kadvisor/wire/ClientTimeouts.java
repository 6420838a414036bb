package io.kadvisor.wire;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Kafka refuses a client whose call, or delivery, is shorter than one of its requests. Who sets
 * {@code request.timeout.ms} for a long way need not know which other ones Kadvisor sets.
 */
public final class ClientTimeouts {
  private ClientTimeouts() {}

  /** Makes what was set longer where the time of one request does not fit into it. */
  public static void fit(Map<String, Object> properties) {
    long request = millis(properties.get(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG));
    long linger = millis(properties.getOrDefault(ProducerConfig.LINGER_MS_CONFIG, 0));
    atLeast(properties, CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, request);
    atLeast(properties, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, linger + request);
  }

  private static void atLeast(Map<String, Object> properties, String key, long least) {
    properties.computeIfPresent(key, (name, set) -> (int) Math.max(millis(set), least));
  }

  private static long millis(Object value) {
    return Long.parseLong(value.toString().strip());
  }
}
