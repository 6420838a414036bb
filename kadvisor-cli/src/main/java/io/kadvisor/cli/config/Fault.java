package io.kadvisor.cli.config;

/**
 * One thing wrong in a configuration.
 *
 * @param key where, as a path: {@code clusters[0].client.bootstrap.servers}
 * @param value what stands there, as it may be shown; secrets are masked
 * @param remedy what would be right
 */
public record Fault(String key, String value, String remedy) {
  @Override
  public String toString() {
    return key + ": " + (value.isEmpty() ? "" : "found " + value + "; ") + remedy;
  }
}
