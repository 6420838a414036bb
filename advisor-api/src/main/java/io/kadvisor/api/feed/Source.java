package io.kadvisor.api.feed;

import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topic;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * One topic and what its records do.
 *
 * @param tail how far back to begin; absent for a topic that is read from its beginning
 * @param atMost records of a partition to read back
 */
record Source<V>(
    Topic<V> topic,
    Deserializer<V> values,
    Optional<Duration> tail,
    long atMost,
    Seen<V> seen,
    Gone gone) {

  /** A record with a value. */
  @FunctionalInterface
  interface Seen<V> {
    void accept(V value, ConsumerRecord<byte[], byte[]> raw);
  }

  /** A tombstone. */
  @FunctionalInterface
  interface Gone {
    void accept(Key key, ConsumerRecord<byte[], byte[]> raw);
  }

  static <V> Source<V> whole(Topic<V> topic, Seen<V> seen, Gone gone) {
    return new Source<>(
        topic, topic.valueSerde().deserializer(), Optional.empty(), Long.MAX_VALUE, seen, gone);
  }

  static <V> Source<V> tail(Topic<V> topic, Duration tail, long atMost, Seen<V> seen) {
    return new Source<>(
        topic,
        topic.valueSerde().deserializer(),
        Optional.of(tail),
        atMost,
        seen,
        (key, raw) -> {});
  }

  /**
   * Reads a record and does what it says.
   *
   * @throws RuntimeException of the deserialiser or the types when the record is poisoned
   */
  void read(Deserializer<Key> keys, ConsumerRecord<byte[], byte[]> raw) {
    if (raw.value() == null) {
      gone.accept(keys.deserialize(raw.topic(), raw.key()), raw);
    } else {
      seen.accept(values.deserialize(raw.topic(), raw.value()), raw);
    }
  }
}
