package io.kadvisor.streams.planning;

import io.kadvisor.model.ClusterId;
import io.kadvisor.wire.ClientTimeouts;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The planner's clients of the home cluster. Nobody waits for a plan, but for its end. */
public final class PlanClients {
  /** A reader of committed records waits as long behind a planner that died in the middle. */
  private static final Duration TRANSACTION = Duration.ofSeconds(30);

  private static final Duration DELIVERY = Duration.ofSeconds(25);
  private static final Duration BLOCK = Duration.ofSeconds(15);
  private static final Duration REQUEST = Duration.ofSeconds(3);

  private final Map<String, String> home;
  private final String name;

  private PlanClients(Map<String, String> home, String application) {
    this.home = Map.copyOf(home);
    this.name = application + "-plans";
  }

  /**
   * Plans in the home cluster.
   *
   * @param home what every client of it is given
   * @param application what transactional ids begin with
   */
  public static Plans plans(Map<String, String> home, String application, Topics topics) {
    var clients = new PlanClients(home, application);
    return new KafkaPlans(topics.plans(), clients::consumer, clients::producer);
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = common();
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) BLOCK.toMillis());
    properties.putAll(home);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    ClientTimeouts.fit(properties);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Producer<byte[], byte[]> producer(ClusterId cluster) {
    Map<String, Object> properties = common();
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK.toMillis());
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    properties.putAll(home);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION.toMillis());
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name + "-" + cluster);
    ClientTimeouts.fit(properties);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> common() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    return properties;
  }
}
