package io.kadvisor.api.webhook;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers of the webhook's group, over what the configuration says of the home cluster. */
final class WebhookClients {
  /** How many advisories wait in memory at most. */
  static final int MOST_WAITING = 50;

  private static final int SECONDS_5 = 5_000;
  private final Map<String, Object> home;
  private final String group;

  WebhookClients(Map<String, Object> home, String group) {
    this.home = Map.copyOf(home);
    this.group = group;
  }

  Consumer<byte[], byte[]> consumer() {
    Map<String, Object> config = new HashMap<>(home);
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, group);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // where it was never before, the callback begins at the end; this is for offsets that are gone
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_WAITING);
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 2 * SECONDS_5);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS_5);
    config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, SECONDS_5);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
