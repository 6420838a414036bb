package io.kadvisor.streams.running;

import io.kadvisor.streams.StreamCounters;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The properties of Kafka Streams. Times are chosen so that a broker's death costs seconds, and a
 * home cluster that stands still for a minute costs nothing: requests give up soon, everything
 * above them waits.
 */
final class StreamsProperties {
  /** Under which the exception handlers find the counters. */
  static final String COUNTERS = "kadvisor.counters";

  private static final Duration COMMIT = Duration.ofMillis(200);
  private static final Duration SESSION = Duration.ofSeconds(10);
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);
  private static final Duration REQUEST = Duration.ofSeconds(3);

  /**
   * A commit that began while a broker hung waits for its request and then for the connection to a
   * coordinator that has moved: twice this time after the broker is fenced.
   */
  private static final Duration WRITE = Duration.ofMillis(1_500);

  /** Restoring fetches much at once, and nobody waits for it. */
  private static final Duration RESTORE = Duration.ofSeconds(30);

  private static final Duration RECONNECT_MAX = Duration.ofMillis(500);

  /**
   * Above the longest standstill that is survived; a new owner of a lost state folder waits for it
   * at most.
   */
  private static final Duration TRANSACTION = Duration.ofSeconds(90);

  private static final Duration DELIVERY = Duration.ofMinutes(2);
  private static final Duration BLOCK = Duration.ofSeconds(60);
  private static final Duration TASK = Duration.ofMinutes(10);
  private static final int BUFFERED_RECORDS = 200;

  /** The stream thread compresses: the default, 3, takes a third more time for 4 % fewer bytes. */
  private static final int ZSTD_LEVEL = 1;

  private StreamsProperties() {}

  static Properties of(StreamsSettings settings, StreamCounters counters, RocksDbMemory memory) {
    Properties properties = new Properties();
    properties.putAll(settings.client());
    identity(properties, settings);
    guarantees(properties, settings);
    faults(properties, settings, counters);
    patience(properties, settings);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    properties.put(RocksDbMemory.CONFIG, memory);
    return properties;
  }

  private static void identity(Properties properties, StreamsSettings settings) {
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(
        StreamsConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-" + settings.instanceId());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateFolder().toString());
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        settings.instanceId());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
    properties.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
  }

  private static void guarantees(Properties properties, StreamsSettings settings) {
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT.toMillis());
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) settings.replication().factor());
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
        settings.replication().minInsync());
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG), ZSTD_LEVEL);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
  }

  private static void faults(
      Properties properties, StreamsSettings settings, StreamCounters counters) {
    properties.put(COUNTERS, counters);
    properties.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
        settings.topics().deadLetters().name());
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class);
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RejectedRecords.class);
    properties.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, UnwritableRecords.class);
  }

  private static void patience(Properties properties, StreamsSettings settings) {
    put(
        properties,
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        SESSION);
    put(
        properties,
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        HEARTBEAT);
    put(
        properties,
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        TRANSACTION);
    put(
        properties,
        StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG),
        DELIVERY);
    put(properties, StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), BLOCK);
    requests(properties, settings);
    put(properties, StreamsConfig.METADATA_MAX_AGE_CONFIG, settings.metadataAge());
    put(properties, StreamsConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MAX);
    put(properties, StreamsConfig.TASK_TIMEOUT_MS_CONFIG, TASK);
  }

  /**
   * Whoever sets {@code request.timeout.ms} for the home has a reason, such as a long way there.
   */
  private static void requests(Properties properties, StreamsSettings settings) {
    if (settings.client().containsKey(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG)) {
      return;
    }
    String request = CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG;
    put(properties, StreamsConfig.producerPrefix(request), WRITE);
    put(properties, StreamsConfig.consumerPrefix(request), REQUEST);
    put(properties, StreamsConfig.restoreConsumerPrefix(request), RESTORE);
    put(properties, StreamsConfig.adminClientPrefix(request), REQUEST);
  }

  /** Kafka wants an int for some and a long for others, and parses both from text. */
  private static void put(Properties properties, String name, Duration value) {
    properties.put(name, Long.toString(value.toMillis()));
  }
}
