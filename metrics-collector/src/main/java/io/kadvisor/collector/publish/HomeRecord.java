package io.kadvisor.collector.publish;

import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A record as bytes, for one of the metrics topics. */
public record HomeRecord(String topic, byte[] key, byte[] value, Instant timestamp) {
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

  /** Bytes of key and value, before compression. */
  int size() {
    return key.length + value.length;
  }
}
