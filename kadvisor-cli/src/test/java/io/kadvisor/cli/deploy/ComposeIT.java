package io.kadvisor.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.LocalClusterBuilder;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each service of ours in the compose file, as a process on this machine, until its own health
 * check says that it is ready.
 */
class ComposeIT {
  private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(240);

  /** Where a container is, which differs here; all else of a broker's settings is taken. */
  private static final Set<String> PLACES =
      Set.of(
          "node.id",
          "broker.rack",
          "process.roles",
          "controller.quorum.voters",
          "listeners",
          "advertised.listeners",
          "listener.security.protocol.map",
          "inter.broker.listener.name",
          "controller.listener.names",
          "log.dirs");

  private static final Compose compose = new Compose();
  private static final Map<String, Container> containers = new LinkedHashMap<>();
  private static final Map<String, Integer> ports = new LinkedHashMap<>();
  private static LocalCluster cluster;
  private static Path secrets;

  @BeforeAll
  static void startTheServices() throws Exception {
    cluster = brokers();
    Path folder = cluster.processes().folder();
    secrets = prepare(folder);
    Path image = Image.in(folder.resolve("image"));
    for (String service : Compose.OURS) {
      ports.put(service, freePort());
      containers.put(
          service,
          new Container(
                  service,
                  compose,
                  cluster.processes(),
                  image,
                  secrets,
                  brokerAddresses(),
                  ports.get(service))
              .start());
    }
  }

  private static LocalCluster brokers() {
    LocalClusterBuilder builder = LocalCluster.builder();
    String[] racks = new String[Compose.BROKERS.size()];
    for (int index = 0; index < racks.length; index++) {
      Map<String, String> settings = compose.brokerSettings(Compose.BROKERS.get(index));
      racks[index] = settings.get("broker.rack");
      settings.keySet().removeAll(PLACES);
      int broker = index + 1;
      settings.forEach((key, value) -> builder.setting(broker, key, value));
    }
    return builder.racks(racks).start();
  }

  private static Map<String, String> brokerAddresses() {
    Map<String, String> addresses = new LinkedHashMap<>();
    cluster
        .brokers()
        .forEach(
            broker -> {
              addresses.put("kafka-" + broker.id() + ":9092", broker.address());
              addresses.put(
                  "kafka-" + broker.id() + ":9999", "127.0.0.1:" + broker.jmxPort().orElseThrow());
            });
    return addresses;
  }

  /** Runs the script as a person does, in a copy. */
  private static Path prepare(Path folder) throws Exception {
    Path copy = Files.createDirectories(folder.resolve("compose"));
    Path script =
        Files.copy(
            House.DISTRIBUTION.resolve("deploy/compose/prepare.sh"), copy.resolve("prepare.sh"));
    Process made = new ProcessBuilder("bash", script.toString()).inheritIO().start();
    assertThat(made.waitFor()).as("prepare.sh (it needs openssl)").isZero();
    return copy.resolve("secrets");
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  static void end() {
    containers.values().forEach(Container::close);
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void shouldBecomeHealthyAndBeScrapedWhenEachServiceIsStartedAsTheFileSays() throws Exception {
    for (Container container : containers.values()) {
      awaitHealthy(container);
    }

    HttpClient http = HttpClient.newBuilder().sslContext(trusted()).build();
    for (var job : House.yaml("deploy/compose/prometheus.yml").path("scrape_configs")) {
      for (String target : House.texts(job.at("/static_configs/0/targets"))) {
        String service = target.split(":")[0];
        String scheme = job.path("scheme").asText("http");
        HttpRequest.Builder request =
            HttpRequest.newBuilder(
                URI.create(
                    scheme
                        + "://127.0.0.1:"
                        + ports.get(service)
                        + job.path("metrics_path").asText()));
        if (job.has("authorization")) {
          request.header(
              "Authorization", "Bearer " + Files.readString(secrets.resolve("prometheus-token")));
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(service).isEqualTo(200);
        assertThat(answer.body()).contains("kadvisor_role_up{role=\"" + service + "\"} 1.0");
      }
    }
  }

  private static void awaitHealthy(Container container) {
    try {
      await()
          .atMost(HEALTHY_WITHIN)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                assertThat(container.isAlive()).as(container::output).isTrue();
                return container.isHealthy();
              });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(container.output(), e);
    }
  }

  private static SSLContext trusted() throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(secrets.resolve("tls.crt"))) {
      store.setCertificateEntry(
          "api", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  @Test
  void shouldBeInTheDistributionWhenItDeploys() {
    assertThat(
            java.util.List.of(
                "Dockerfile", ".dockerignore", "docker-compose.yml", "deploy/systemd"))
        .allMatch(name -> Files.exists(House.DISTRIBUTION.resolve(name)));
    assertThat(House.DISTRIBUTION.resolve("deploy/compose/secrets")).doesNotExist();
  }
}
