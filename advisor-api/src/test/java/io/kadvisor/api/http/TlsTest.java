package io.kadvisor.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kadvisor.api.access.Tls;
import io.kadvisor.api.access.Tokens;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String PASSWORD = "a-password";
  @TempDir static Path folder;
  private static Path store;
  private static KeyStore keys;

  @BeforeAll
  static void makeCertificate() throws Exception {
    store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
  }

  @Test
  void shouldServeWhenTheCertificateIsInAKeyStore() throws Exception {
    assertThat(status(new Tls.Keystore(store, Optional.of(PASSWORD)))).isEqualTo(200);
  }

  @Test
  void shouldServeWhenTheCertificateIsInPemFiles() throws Exception {
    Path certificate = pem("server.crt", "CERTIFICATE", keys.getCertificate("server").getEncoded());
    Path key =
        pem(
            "server.key",
            "PRIVATE KEY",
            keys.getKey("server", PASSWORD.toCharArray()).getEncoded());

    assertThat(status(new Tls.Pem(certificate, key))).isEqualTo(200);
  }

  @Test
  void shouldNameTheFileAndNotThePasswordWhenItCannotBeUsed() {
    assertThatThrownBy(() -> status(new Tls.Keystore(store, Optional.of("wrong-password"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("server.p12")
        .message()
        .doesNotContain("wrong-password");
    assertThatThrownBy(
            () -> status(new Tls.Pem(folder.resolve("none.crt"), folder.resolve("none.key"))))
        .hasMessageContaining("none.key");
  }

  private static Path pem(String name, String type, byte[] content) throws Exception {
    String body = Base64.getMimeEncoder().encodeToString(content);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
  }

  private static int status(Tls tls) throws Exception {
    try (SampleApi api =
        new SampleApi(InstantSource.system(), Tokens.none(), Optional.of(tls), 10)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + api.port() + "/health/live"))
              .build();
      return HttpClient.newBuilder()
          .sslContext(trusting())
          .build()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static SSLContext trusting() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load((InputStream) null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
