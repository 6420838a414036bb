package io.kadvisor.core.window;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Bytes that are being written, without the lock that {@code ByteArrayOutputStream} takes for each
 * number; for one thread.
 */
final class Bytes extends OutputStream {
  private byte[] written;
  private int size;

  Bytes(int usual) {
    written = new byte[usual];
  }

  @Override
  public void write(int value) {
    makeRoom(1);
    written[size++] = (byte) value;
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    makeRoom(length);
    System.arraycopy(from, offset, written, size, length);
    size += length;
  }

  private void makeRoom(int more) {
    if (size + more > written.length) {
      written = Arrays.copyOf(written, Math.max(2 * written.length, size + more));
    }
  }

  byte[] all() {
    return Arrays.copyOf(written, size);
  }
}
