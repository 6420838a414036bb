package io.kadvisor.cli.run;

import io.kadvisor.cli.config.KadvisorConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The question at {@code /health/ready} of a process on this machine.
 *
 * @param certificate that the process shows; it alone is trusted, whatever names it holds
 */
record HealthQuestion(URI address, Optional<Path> certificate) {
  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(5).toMillis();
  private static final int OK = 200;

  /** What was answered. */
  record Answer(boolean ready, String body) {}

  /**
   * Where a process with these roles answers.
   *
   * @throws IllegalArgumentException when it answers nowhere, or at a port that nobody knows
   */
  static HealthQuestion of(KadvisorConfig config, Set<Role> roles) {
    if (roles.contains(Role.API)) {
      KadvisorConfig.Api api = config.api();
      String scheme = api.tls().isPresent() ? "https" : "http";
      return at(
          scheme,
          api.host(),
          api.port(),
          "api",
          api.tls().map(KadvisorConfig.Api.Tls::certificate));
    }
    KadvisorConfig.Health health = config.health();
    return at("http", health.host(), health.port().orElse(0), "health", Optional.empty());
  }

  private static HealthQuestion at(
      String scheme, String host, int port, String section, Optional<Path> certificate) {
    if (port == 0) {
      throw new IllegalArgumentException(
          section + ".port: must be a fixed port, so that the process can be asked there");
    }
    String reached = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return new HealthQuestion(
        URI.create(scheme + "://" + reached + ":" + port + "/health/ready"), certificate);
  }

  /**
   * Asks once.
   *
   * @throws IOException when nobody answers
   */
  Answer ask() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    if (connection instanceof HttpsURLConnection secure && certificate.isPresent()) {
      secure.setSSLSocketFactory(trusting(certificate.get()).getSocketFactory());
      secure.setHostnameVerifier((name, session) -> true);
    }
    try {
      boolean ready = connection.getResponseCode() == OK;
      try (InputStream in = ready ? connection.getInputStream() : connection.getErrorStream()) {
        return new Answer(
            ready, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new IOException(address + " does not answer (" + e.getMessage() + ")", e);
    } finally {
      connection.disconnect();
    }
  }

  private static SSLContext trusting(Path certificate) throws IOException {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("certificate-" + trusted.size(), each);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(certificate + " is no certificate in PEM", e);
    }
  }
}
