package io.kadvisor.api;

import io.kadvisor.api.access.Tls;
import io.kadvisor.api.access.Tokens;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where the API listens, to whom, and where its topics are.
 *
 * @param host loopback unless there are tokens and TLS
 * @param port 0 takes any free one
 * @param tryNextPort whether the next free one is taken when the port is not free
 * @param tokens of the callers; none lets everyone on this machine read and acknowledge
 * @param home client properties of the home cluster, any of Kafka's
 * @param prefix of the topics
 * @param clusters aliases of those that are watched; empty where that is not known
 */
public record ApiSettings(
    String host,
    int port,
    boolean tryNextPort,
    Optional<Tls> tls,
    Tokens tokens,
    Map<String, Object> home,
    String prefix,
    Set<String> clusters) {
  public static final String LOOPBACK = "127.0.0.1";
  public static final int DEFAULT_PORT = 8080;

  public ApiSettings {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(prefix, "prefix");
    home = Map.copyOf(home);
    clusters = Set.copyOf(clusters);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is from 0 to 65535, not " + port);
    }
  }

  /** On this machine alone, without tokens. */
  public static ApiSettings local(
      int port, boolean tryNextPort, Map<String, Object> home, String prefix) {
    return new ApiSettings(
        LOOPBACK, port, tryNextPort, Optional.empty(), Tokens.none(), home, prefix, Set.of());
  }

  /** Client properties may hold secrets and are not shown. */
  @Override
  public String toString() {
    return "ApiSettings[%s:%d, tls=%s, %s, prefix=%s]".formatted(host, port, tls, tokens, prefix);
  }
}
