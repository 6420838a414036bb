package io.kadvisor.collector.publish;

import io.kadvisor.wire.ClientTimeouts;
import io.kadvisor.wire.ClusterPartitioner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Properties of the home's clients: the user's win, except what the contract fixes. */
public final class HomeProperties {
  /**
   * Longer than a broker's session and the election of a new leader, so that a death loses nothing.
   */
  private static final Duration DELIVERY = Duration.ofSeconds(30);

  /** A request to a broker that hangs is given up and sent to the next leader. */
  private static final Duration REQUEST = Duration.ofMillis(1_500);

  private static final Duration METADATA_WAIT = Duration.ofSeconds(5);

  /**
   * A partition's new leader is found at the next look at the metadata; before, its records wait
   * for the old one. They are few topics.
   */
  private static final Duration METADATA_AGE = Duration.ofSeconds(1);

  private static final int LINGER_MILLIS = 5;
  private static final int BATCH_BYTES = 128 * 1024;

  private HomeProperties() {}

  static Map<String, Object> producer(Map<String, String> user) {
    Map<String, Object> properties = common();
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, METADATA_WAIT.toMillis());
    properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    properties.putAll(user);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ClusterPartitioner.class.getName());
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.put(
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    ClientTimeouts.fit(properties);
    return properties;
  }

  static Map<String, Object> consumer(Map<String, String> user) {
    Map<String, Object> properties = common();
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) METADATA_WAIT.toMillis());
    properties.putAll(user);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    ClientTimeouts.fit(properties);
    return properties;
  }

  static Map<String, Object> admin(Map<String, String> user) {
    Map<String, Object> properties = common();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) METADATA_WAIT.toMillis());
    properties.putAll(user);
    ClientTimeouts.fit(properties);
    return properties;
  }

  /** What every client to the home has, for one that is not made here. */
  public static Map<String, Object> client(Map<String, String> user) {
    Map<String, Object> properties = common();
    properties.putAll(user);
    return properties;
  }

  private static Map<String, Object> common() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
    properties.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE.toMillis());
    properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    properties.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "kadvisor-collector");
    return properties;
  }
}
