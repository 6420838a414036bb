package io.kadvisor.collector.probe;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Properties of the probe's clients: the user's for the way to the cluster, and what makes a probe.
 * Nothing waits for long, nothing is kept that is larger than what is lost anyway.
 */
final class ProbeProperties {
  static final Duration CALL = Duration.ofSeconds(3);

  /**
   * A broker that hangs is asked anew once before its record is lost, and not at all when it wakes
   * up earlier: whoever connects to it again and again fills the queue in which connections wait.
   */
  private static final Duration REQUEST = Duration.ofSeconds(10);

  /** Longer than a sender may wait beside other brokers' turns. */
  private static final Duration BLOCK = Duration.ofMillis(100);

  private static final Duration METADATA_AGE = Duration.ofSeconds(30);
  private static final int BUFFER = 512 * 1024;
  private static final int BATCH = 256;
  private static final int FETCH = 64 * 1024;
  private static final Duration RECONNECT = Duration.ofSeconds(1);
  private static final Duration RECONNECT_MAX = Duration.ofSeconds(5);

  private ProbeProperties() {}

  static Map<String, Object> admin(Map<String, String> user) {
    Map<String, Object> properties = common(user);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CALL.toMillis());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CALL.toMillis());
    return properties;
  }

  static Map<String, Object> producer(Map<String, String> user) {
    Map<String, Object> properties = common(user);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) Ledger.LOST.toMillis());
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK.toMillis());
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    // a record that comes twice is counted once; so no right is needed but that to write
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.put(
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return properties;
  }

  /** Without a group: it commits nothing, and needs no right on one. */
  static Map<String, Object> consumer(Map<String, String> user) {
    Map<String, Object> properties = common(user);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // from the end on, a first record could slip through before the end is known
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH);
    properties.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    return properties;
  }

  private static Map<String, Object> common(Map<String, String> user) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(AdminClientConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE.toMillis());
    properties.putAll(user);
    properties.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, RECONNECT.toMillis());
    properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MAX.toMillis());
    properties.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "kadvisor-probe");
    return properties;
  }
}
