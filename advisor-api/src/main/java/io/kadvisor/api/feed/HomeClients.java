package io.kadvisor.api.feed;

import io.kadvisor.wire.ClusterPartitioner;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Settings of this room's clients over what the configuration says of the home cluster: short
 * time-outs everywhere.
 */
public final class HomeClients {
  private static final int SECONDS_3 = 3_000;
  private static final int SECONDS_5 = 5_000;
  private final Map<String, Object> home;

  /**
   * @param home client properties of the home cluster, any of Kafka's
   */
  public HomeClients(Map<String, Object> home) {
    this.home = Map.copyOf(home);
  }

  public Consumer<byte[], byte[]> consumer() {
    Map<String, Object> config = common("kadvisor-api-feed");
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS_5);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  public Admin admin() {
    Map<String, Object> config = common("kadvisor-api-home-watch");
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS_3);
    return Admin.create(config);
  }

  /** For {@link KafkaCommands}. */
  public Map<String, Object> producer() {
    Map<String, Object> config = common("kadvisor-api-commands");
    config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ClusterPartitioner.class);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SECONDS_3);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, SECONDS_5);
    return config;
  }

  private Map<String, Object> common(String clientId) {
    Map<String, Object> config = new HashMap<>(home);
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, SECONDS_3);
    // a partition's new leader is found at the next look at the metadata
    config.putIfAbsent(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, SECONDS_3 / 3);
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, SECONDS_3 / 3);
    config.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, (long) SECONDS_3);
    return config;
  }
}
