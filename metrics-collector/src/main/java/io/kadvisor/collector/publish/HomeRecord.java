package io.kadvisor.collector.publish;

import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record as bytes, for one of the metrics topics. */
public final class HomeRecord {
  private final String topic;
  private final byte[] key;
  private final byte[] value;
  private final Instant timestamp;

  private HomeRecord(String topic, byte[] key, byte[] value, Instant timestamp) {
    this.topic = topic;
    this.key = key;
    this.value = value;
    this.timestamp = timestamp;
  }

  /**
   * Encodes a value.
   *
   * @throws org.apache.kafka.common.errors.SerializationException when it is too large
   */
  static <V> HomeRecord of(Topic<V> topic, Key key, V value, Instant timestamp) {
    byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    return new HomeRecord(
        topic.name(), key.toString().getBytes(StandardCharsets.UTF_8), bytes, timestamp);
  }

  public String topic() {
    return topic;
  }

  /** Bytes of key and value, before compression. */
  public int size() {
    return key.length + value.length;
  }

  /** As a producer takes it; the partitioner finds the partition. */
  public ProducerRecord<byte[], byte[]> toProducerRecord() {
    return new ProducerRecord<>(topic, null, timestamp.toEpochMilli(), key, value);
  }
}
