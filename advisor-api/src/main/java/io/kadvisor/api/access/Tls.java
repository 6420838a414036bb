package io.kadvisor.api.access;

import java.nio.file.Path;
import java.util.Optional;

/** Where the server's certificate comes from. */
public sealed interface Tls {
  /** A certificate chain and its private key (PKCS #8, not encrypted) as PEM files. */
  record Pem(Path certificate, Path key) implements Tls {}

  /**
   * A PKCS #12 or JKS key store.
   *
   * @param password read from a file when one is named; never shown
   */
  record Keystore(Path file, Optional<String> password) implements Tls {
    @Override
    public String toString() {
      return "Keystore[file=" + file + "]";
    }
  }
}
