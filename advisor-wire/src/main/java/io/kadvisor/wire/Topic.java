package io.kadvisor.wire;

import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;

/**
 * One topic of the contract.
 *
 * @param name with the prefix
 * @param shortName without it: names the schema and the documentation
 * @param valueType absent for bytes that are whatever they were ({@code dead-letters})
 * @param partitions fixed at birth
 * @param retention how long records stay; for a compacted topic how long tombstones do
 * @param key what a key is made of, in words
 * @param writer the one program that writes it
 */
public record Topic<V>(
    String name,
    String shortName,
    Optional<Class<V>> valueType,
    int partitions,
    Cleanup cleanup,
    Duration retention,
    String key,
    String writer,
    String description) {

  /** What happens to old records, in Kafka's words. */
  public enum Cleanup {
    DELETE,
    COMPACT;

    /** As in {@code cleanup.policy}. */
    public String configValue() {
      return this == DELETE
          ? TopicConfig.CLEANUP_POLICY_DELETE
          : TopicConfig.CLEANUP_POLICY_COMPACT;
    }
  }

  private static final DataSize LARGEST_MESSAGE = new DataSize(1024 * 1024);

  public Topic {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(valueType, "valueType");
    Objects.requireNonNull(cleanup, "cleanup");
    Objects.requireNonNull(retention, "retention");
    if (partitions < 1) {
      throw new IllegalArgumentException(name + " has one partition or more, not " + partitions);
    }
  }

  /**
   * The serde of its values.
   *
   * @throws IllegalStateException for the one topic that holds bytes
   */
  public Serde<V> valueSerde() {
    return JsonSerde.of(
        valueType.orElseThrow(() -> new IllegalStateException(name + " holds plain bytes")));
  }

  /**
   * Where the documentation has the JSON Schema of its values, below {@code docs/}; absent for
   * plain bytes.
   */
  public Optional<String> schema() {
    return valueType.map(type -> "schemas/" + shortName + "-1.schema.json");
  }

  /** Topic configuration, replication aside. */
  public Map<String, String> config() {
    Map<String, String> config = new LinkedHashMap<>();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.configValue());
    config.put(
        cleanup == Cleanup.DELETE
            ? TopicConfig.RETENTION_MS_CONFIG
            : TopicConfig.DELETE_RETENTION_MS_CONFIG,
        Long.toString(retention.toMillis()));
    config.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.toString(LARGEST_MESSAGE.bytes()));
    return config;
  }
}
