package io.kadvisor.core.window;

/**
 * What a store keeps of the windows of a cluster: a subject's accumulator, or a part of a sweep
 * that not every accumulator in the store has counted yet.
 */
public sealed interface WindowPart permits Accumulator, ObservedPart {
  /** Compact bytes for a store; equal content gives equal bytes. */
  byte[] toBytes();

  /**
   * Reads what {@link #toBytes()} wrote.
   *
   * @throws IllegalArgumentException when the bytes are of another format
   */
  static WindowPart fromBytes(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == ObservationFormat.VERSION
        ? ObservationFormat.read(bytes)
        : Accumulator.fromBytes(bytes);
  }
}
