package io.kadvisor.api.webhook;

import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Where advisories are sent, and which.
 *
 * @param url over TLS, unless it is on this machine; may hold a token and is never shown
 * @param secretFile one secret a line; with several, each signs, so that they can be changed in
 *     turn
 * @param minimum what is less severe is not sent, but an end always is
 * @param categories that are sent
 * @param group consumer group that remembers what was sent; the instances of one name share the
 *     work
 * @param firstPause before the second attempt; doubled up to {@code longestPause}
 * @param patience with one answer
 */
public record WebhookSettings(
    URI url,
    Path secretFile,
    Severity minimum,
    Set<Category> categories,
    String group,
    Duration firstPause,
    Duration longestPause,
    Duration patience) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public WebhookSettings {
    Objects.requireNonNull(secretFile, "secretFile");
    Objects.requireNonNull(minimum, "minimum");
    Objects.requireNonNull(group, "group");
    categories = Set.copyOf(categories);
    requireSafe(url);
    Secrets.read(secretFile);
  }

  /** With the usual times: pauses of 1 s to 1 min, 10 s for an answer. */
  public static WebhookSettings of(
      URI url, Path secretFile, Severity minimum, Set<Category> categories, String group) {
    return new WebhookSettings(
        url,
        secretFile,
        minimum,
        categories,
        group,
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        Duration.ofSeconds(10));
  }

  private static void requireSafe(URI url) {
    boolean http = "http".equalsIgnoreCase(url.getScheme());
    boolean https = "https".equalsIgnoreCase(url.getScheme());
    if (url.getHost() == null || !(http || https)) {
      throw new IllegalArgumentException(
          "webhook.url must be an address such as https://host/path");
    }
    if (http && !LOOPBACK.contains(url.getHost())) {
      throw new IllegalArgumentException(
          "webhook.url must begin with https, so that nobody on the way reads the advisories; "
              + "http is for this machine alone");
    }
  }

  /** Host and port alone. */
  String receiver() {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  @Override
  public String toString() {
    return "WebhookSettings[%s, %s, %s]".formatted(receiver(), minimum, categories);
  }
}
