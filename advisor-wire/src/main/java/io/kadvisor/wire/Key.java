package io.kadvisor.wire;

import io.kadvisor.model.ClusterId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A record's key: the cluster, then what names the record inside it. On the wire the parts are
 * joined by {@code |}, in UTF-8, with {@code %} and {@code |} inside a part percent-encoded; so any
 * group id survives, also the empty one, and the bytes before the first {@code |} are the cluster
 * alone.
 *
 * @param parts without the cluster; none for a record of the cluster itself
 */
public record Key(ClusterId cluster, List<String> parts) implements Comparable<Key> {
  static final char SEPARATOR = '|';
  private static final String ENCODED_SEPARATOR = "%7C";
  private static final String ENCODED_PERCENT = "%25";

  public Key {
    Objects.requireNonNull(cluster, "cluster");
    parts = List.copyOf(parts);
  }

  /** A key of the cluster and the parts that name the record inside it. */
  public static Key of(ClusterId cluster, String... parts) {
    return new Key(cluster, List.of(parts));
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException when the text is no such key
   */
  public static Key parse(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int end = text.indexOf(SEPARATOR); end >= 0; end = text.indexOf(SEPARATOR, from)) {
      parts.add(decode(text.substring(from, end)));
      from = end + 1;
    }
    parts.add(decode(text.substring(from)));
    return new Key(new ClusterId(parts.get(0)), parts.subList(1, parts.size()));
  }

  /** Key serde of every topic; a key that cannot be read is a {@link SerializationException}. */
  public static Serde<Key> serde() {
    return Serdes.serdeFrom(
        (topic, key) -> key == null ? null : key.toString().getBytes(StandardCharsets.UTF_8),
        (topic, bytes) -> bytes == null ? null : read(bytes));
  }

  private static Key read(byte[] bytes) {
    try {
      return parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new SerializationException("a key reads cluster|part|…: " + e.getMessage(), e);
    }
  }

  private static String encode(String part) {
    return part.replace("%", ENCODED_PERCENT).replace("|", ENCODED_SEPARATOR);
  }

  private static String decode(String part) {
    if (part.indexOf('%') < 0) {
      return part;
    }
    String decoded = part.replace(ENCODED_SEPARATOR, "|");
    requireOnlyKnownEscapes(part);
    return decoded.replace(ENCODED_PERCENT, "%");
  }

  private static void requireOnlyKnownEscapes(String part) {
    for (int at = part.indexOf('%'); at >= 0; at = part.indexOf('%', at + 1)) {
      if (!part.startsWith(ENCODED_PERCENT, at) && !part.startsWith(ENCODED_SEPARATOR, at)) {
        throw new IllegalArgumentException("'" + part + "' holds a % that is not %25 or %7C");
      }
    }
  }

  /** As on the wire. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(encode(cluster.value()));
    for (String part : parts) {
      text.append(SEPARATOR).append(encode(part));
    }
    return text.toString();
  }

  @Override
  public int compareTo(Key other) {
    return toString().compareTo(other.toString());
  }
}
