package io.kadvisor.api.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file of secrets, one a line. */
final class Secrets {
  private static final int SHORTEST = 16;

  private Secrets() {}

  /**
   * Reads the file, which may change at any time.
   *
   * @throws IllegalArgumentException without showing a secret, when it cannot be used
   */
  static List<String> read(Path file) {
    List<String> secrets;
    try {
      secrets =
          Files.readAllLines(file).stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
    } catch (IOException e) {
      throw new IllegalArgumentException("webhook.secret-file " + file + " cannot be read", e);
    }
    if (secrets.isEmpty() || secrets.stream().anyMatch(secret -> secret.length() < SHORTEST)) {
      throw new IllegalArgumentException(
          "webhook.secret-file "
              + file
              + " must hold a secret of at least "
              + SHORTEST
              + " characters a line");
    }
    return secrets;
  }
}
