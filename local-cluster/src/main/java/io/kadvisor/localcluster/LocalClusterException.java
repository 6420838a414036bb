package io.kadvisor.localcluster;

/**
 * The local cluster could not do what was asked; the message says what and shows the broker's own
 * last words.
 */
public final class LocalClusterException extends RuntimeException {
  public LocalClusterException(String message) {
    super(message);
  }

  public LocalClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
