package io.kadvisor.localcluster.replication;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The beginning of what a connection sends, from which its sender is known: a broker's fetcher
 * writes {@code broker-ID-fetcher-N} as client id into the header of each request.
 */
final class FirstRequest {
  /**
   * Length (4 bytes), API key (2), API version (2), correlation id (4), length of the client id.
   */
  private static final int UP_TO_CLIENT_ID = 14;

  /** Longer client ids are none of a fetcher. */
  private static final int LONGEST_CLIENT_ID = 64;

  private static final Pattern FETCHER = Pattern.compile("broker-([0-9]{1,9})-fetcher-[0-9]+");

  private final byte[] bytes;
  private final OptionalInt follower;

  private FirstRequest(byte[] bytes, OptionalInt follower) {
    this.bytes = bytes;
    this.follower = follower;
  }

  /** What was read and has to be sent on. */
  byte[] bytes() {
    return bytes;
  }

  /** The broker whose fetcher it is; absent for other connections between brokers. */
  OptionalInt follower() {
    return follower;
  }

  /**
   * Reads as far as the client id.
   *
   * @throws EOFException if the connection ends before
   */
  static FirstRequest read(InputStream in) throws IOException {
    byte[] header = exactly(in, UP_TO_CLIENT_ID);
    int length = ByteBuffer.wrap(header).getShort(UP_TO_CLIENT_ID - Short.BYTES);
    if (length < 1 || length > LONGEST_CLIENT_ID) {
      return new FirstRequest(header, OptionalInt.empty());
    }
    byte[] clientId = exactly(in, length);
    byte[] all = ByteBuffer.allocate(header.length + length).put(header).put(clientId).array();
    return new FirstRequest(all, fetcher(new String(clientId, StandardCharsets.UTF_8)));
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  private static OptionalInt fetcher(String clientId) {
    var match = FETCHER.matcher(clientId);
    return match.matches() ? OptionalInt.of(Integer.parseInt(match.group(1))) : OptionalInt.empty();
  }
}
