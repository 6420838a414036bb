package io.kadvisor.collector.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.collector.facts.Trouble;
import io.kadvisor.collector.facts.Trouble.Cause;
import io.kadvisor.localcluster.LocalCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One clear sentence within 15 s, whatever is wrong. */
class ConnectionCheckIT {
  private static final String PASSWORD = "changeit";
  private static final Duration PROMISED = Duration.ofSeconds(15);
  private static LocalCluster brokers;
  private long start;

  @BeforeAll
  static void startBrokers() {
    brokers = LocalCluster.builder().jmx(false).start();
  }

  @AfterAll
  static void stopBrokers() {
    brokers.close();
  }

  @BeforeEach
  void startTime() {
    start = System.nanoTime();
  }

  @AfterEach
  void shouldKeepThePromise() {
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMISED);
  }

  private static Optional<Trouble> check(String bootstrap, String... more) throws Exception {
    Map<String, String> properties = new HashMap<>();
    properties.put("bootstrap.servers", bootstrap);
    for (int n = 0; n < more.length; n += 2) {
      properties.put(more[n], more[n + 1]);
    }
    return ConnectionCheck.of("prod", properties);
  }

  private static String[] plainSasl(String protocol) {
    return new String[] {
      "security.protocol",
      protocol,
      "sasl.mechanism",
      "PLAIN",
      "sasl.jaas.config",
      "org.apache.kafka.common.security.plain.PlainLoginModule required"
          + " username=\"u\" password=\"hush-hush\";"
    };
  }

  @Test
  void shouldFindNothingWrongWhenTheClusterAnswers() throws Exception {
    assertThat(check(brokers.bootstrapServers())).isEmpty();
  }

  @Test
  void shouldSayThatNothingListensWhenThePortIsClosed() throws Exception {
    Trouble trouble = check("127.0.0.1:1").orElseThrow();

    assertThat(trouble.cause()).isEqualTo(Cause.NO_BROKER_ANSWERS);
    assertThat(trouble.sentence()).contains("prod", "127.0.0.1:1", "connection refused");
  }

  @Test
  void shouldSayThatTheNameIsUnknownWhenItIs() throws Exception {
    Trouble trouble = check("no-such-host.invalid:9092").orElseThrow();

    assertThat(trouble.cause()).isEqualTo(Cause.NO_BROKER_ANSWERS);
    assertThat(trouble.sentence()).contains("host names are not known");
  }

  @Test
  void shouldSayThatItHangsWhenThePortAcceptsAndIsSilent() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Trouble trouble = check("127.0.0.1:" + silent.getLocalPort()).orElseThrow();

      assertThat(trouble.cause()).isEqualTo(Cause.TIMEOUT);
      assertThat(trouble.sentence()).contains("gives no answer");
    }
  }

  @Test
  void shouldNameTlsWhenTheBrokerIsPlain() throws Exception {
    Trouble trouble = check(brokers.bootstrapServers(), "security.protocol", "SSL").orElseThrow();

    assertThat(trouble.cause()).isEqualTo(Cause.TLS);
    assertThat(trouble.sentence()).contains("does not speak TLS and the client does");
  }

  @Test
  void shouldNameTlsWhenTheClientIsPlain(@TempDir Path folder) throws Exception {
    try (var server = tlsServer(folder)) {
      Trouble trouble = check("127.0.0.1:" + server.getLocalPort()).orElseThrow();

      assertThat(trouble.cause()).isEqualTo(Cause.TLS);
      assertThat(trouble.sentence()).contains("speaks TLS and the client does not");
    }
  }

  @Test
  void shouldNameTheTruststoreWhenTheCertificateIsNotTrusted(@TempDir Path folder)
      throws Exception {
    try (var server = tlsServer(folder)) {
      Trouble trouble =
          check("127.0.0.1:" + server.getLocalPort(), "security.protocol", "SSL").orElseThrow();

      assertThat(trouble.cause()).isEqualTo(Cause.TLS);
      assertThat(trouble.sentence()).contains("ssl.truststore.location");
    }
  }

  @Test
  void shouldNameTheCredentialsWhenTheBrokerWantsNone() throws Exception {
    Trouble trouble = check(brokers.bootstrapServers(), plainSasl("SASL_PLAINTEXT")).orElseThrow();

    assertThat(trouble.cause()).isEqualTo(Cause.AUTHENTICATION);
    assertThat(trouble.sentence()).contains("sasl.mechanism").doesNotContain("hush-hush");
  }

  /** A server that only shakes hands, with a certificate that nobody trusts. */
  private static SSLServerSocket tlsServer(Path folder) throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    var server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread acceptor = new Thread(() -> serve(server), "tls-server");
    acceptor.setDaemon(true);
    acceptor.start();
    return server;
  }

  private static void serve(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (var socket = server.accept()) {
        socket.setSoTimeout(2_000);
        int first = socket.getInputStream().read();
        assertThat(first).isLessThan(256);
      } catch (IOException refusedByThePeer) {
        // a handshake that fails is what the tests are about
      }
    }
  }
}
