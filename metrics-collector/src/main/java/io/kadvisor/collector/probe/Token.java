package io.kadvisor.collector.probe;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a record of the probe says: whose it is and which.
 *
 * @param run of the probe that sent it, so that nobody takes another's for its own
 * @param number from 0, in the order of sending
 */
public record Token(long run, long number) {
  private static final int BYTES = 2 * Long.BYTES;

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(run).putLong(number).array();
  }

  /** Absent for what no probe wrote. */
  static Optional<Token> of(byte[] value) {
    if (value == null || value.length != BYTES) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(value);
    return Optional.of(new Token(buffer.getLong(), buffer.getLong()));
  }
}
