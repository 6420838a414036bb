package io.kadvisor.api.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who can reach an address, and what that asks for. */
public final class Exposure {
  private Exposure() {}

  /**
   * Why the server must not listen there; empty when it may. Beyond this machine it needs tokens,
   * so that it knows its callers, and TLS, so that nobody reads the tokens.
   */
  public static Optional<String> refusal(String host, Tokens tokens, Optional<Tls> tls) {
    if (loopback(host)) {
      return Optional.empty();
    }
    List<String> missing = new ArrayList<>();
    if (tokens.isEmpty()) {
      missing.add("a file of tokens");
    }
    if (tls.isEmpty()) {
      missing.add("TLS");
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The API does not listen on "
                + host
                + " without "
                + String.join(" and ", missing)
                + ": set them, or let it listen on 127.0.0.1.");
  }

  /**
   * True when only this machine can reach the address.
   *
   * @throws IllegalArgumentException when the name means no address
   */
  public static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("the API cannot listen on " + host + ": no such host", e);
    }
  }
}
