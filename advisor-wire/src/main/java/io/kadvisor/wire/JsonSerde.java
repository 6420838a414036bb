package io.kadvisor.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.kadvisor.model.unit.DataSize;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * One record type as JSON bytes. Both directions fail with a {@link SerializationException} that
 * names the type; null stays null, since a tombstone has no value.
 */
public final class JsonSerde<T> implements Serde<T> {
  /** The largest value that is written, before compression. */
  public static final DataSize LIMIT = new DataSize(256 * 1024);

  private final Class<T> type;
  private final DataSize limit;
  private final ObjectReader reader;
  private final ObjectWriter writer;

  private JsonSerde(Class<T> type, DataSize limit) {
    this.type = type;
    this.limit = limit;
    this.reader = Json.mapper().readerFor(type);
    this.writer = Json.mapper().writerFor(type);
  }

  /** For a topic: writing a value above {@link #LIMIT} is a {@link TooLargeException}. */
  public static <T> JsonSerde<T> of(Class<T> type) {
    return new JsonSerde<>(type, LIMIT);
  }

  /** For a state store, whose changelog is nobody's contract: only Kafka's own limit holds. */
  public static <T> JsonSerde<T> unlimited(Class<T> type) {
    return new JsonSerde<>(type, new DataSize(Integer.MAX_VALUE));
  }

  @Override
  public Serializer<T> serializer() {
    return this::write;
  }

  @Override
  public Deserializer<T> deserializer() {
    return this::read;
  }

  private byte[] write(String topic, T value) {
    return value == null ? null : checked(bytes(value));
  }

  private byte[] bytes(T value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new SerializationException(
          "cannot write a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  private byte[] checked(byte[] bytes) {
    if (bytes.length > limit.bytes()) {
      throw new TooLargeException(type, new DataSize(bytes.length), limit);
    }
    return bytes;
  }

  private T read(String topic, byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      T value = reader.readValue(bytes);
      if (value == null) {
        throw new SerializationException("no " + type.getSimpleName() + ": the JSON is null");
      }
      return value;
    } catch (IOException e) {
      throw new SerializationException("no " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }
}
