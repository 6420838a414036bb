package io.kadvisor.wire;

import io.kadvisor.model.unit.DataSize;
import org.apache.kafka.common.errors.SerializationException;

/** A value is above the limit of a record. */
public final class TooLargeException extends SerializationException {
  private static final long serialVersionUID = 1;
  private final long bytes;

  TooLargeException(Class<?> type, DataSize size, DataSize limit) {
    super(
        "a %s of %s is above the limit of %s a record"
            .formatted(type.getSimpleName(), size, limit));
    this.bytes = size.bytes();
  }

  /** How large the value is as JSON, before compression. */
  public DataSize size() {
    return new DataSize(bytes);
  }
}
