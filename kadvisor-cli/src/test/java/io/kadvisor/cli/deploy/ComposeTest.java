package io.kadvisor.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.cli.config.KadvisorConfig;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The compose file holds together: what it names is there, and each part finds the other. */
class ComposeTest {
  /** Made by {@code prepare.sh}, never shipped. */
  private static final String SECRETS = "./deploy/compose/secrets/";

  private final Compose compose = new Compose();
  private final KadvisorConfig config =
      House.config("compose", House.text("deploy/compose/kadvisor.yaml"));

  @Test
  void shouldFindEveryFileAndVolumeWhenAServiceMountsIt() {
    Set<String> used = new HashSet<>();
    compose
        .services()
        .fieldNames()
        .forEachRemaining(service -> compose.mounts(service).forEach(mount -> check(mount, used)));

    Set<String> declared = new HashSet<>();
    compose.volumes().fieldNames().forEachRemaining(declared::add);
    assertThat(used).isEqualTo(declared);
  }

  private static void check(Compose.Mount mount, Set<String> used) {
    if (mount.source().startsWith(SECRETS)) {
      String name = mount.source().substring(SECRETS.length());
      assertThat(House.text("deploy/compose/prepare.sh")).contains("\"$new/" + name + "\"");
    } else if (mount.isFile()) {
      assertThat(House.TOP.resolve(mount.source())).exists();
    } else {
      used.add(mount.source());
    }
  }

  @Test
  void shouldMountEveryFileWhenTheConfigurationNamesIt() {
    Set<String> api = new HashSet<>();
    compose.mounts("api").forEach(mount -> api.add(mount.target()));

    assertThat(api)
        .contains(
            config.api().tls().orElseThrow().certificate().toString(),
            config.api().tls().orElseThrow().key().toString(),
            config.api().tokensFile().orElseThrow().toString());
    assertThat(compose.mounts("streams"))
        .extracting(Compose.Mount::target)
        .contains(config.streams().stateDir().toString());
  }

  @Test
  void shouldBeUnderstoodWhenAServiceOfOursIsStartedOrAsked() {
    for (String role : Compose.OURS) {
      var run = House.parsed(compose.command(role));
      assertThat(run.get("--roles")).hasToString("[" + role + "]");
      assertThat(run.get("--instance-id")).hasToString(role + "-1");

      List<String> check = compose.healthCheck(role);
      assertThat(check.get(0)).isEqualTo("/opt/kadvisor/kadvisor");
      var health = House.parsed(check.subList(1, check.size()));
      assertThat(health.get("--roles")).isEqualTo(run.get("--roles"));
      assertThat(health.get("--config")).isEqualTo(run.get("--config"));
      assertThat(compose.mounts(role))
          .extracting(Compose.Mount::target)
          .contains(run.get("--config").toString());
    }
  }

  @Test
  void shouldWaitForWhatHasAHealthCheckWhenAServiceDependsOnIt() {
    for (String role : Compose.OURS) {
      JsonNode awaited = compose.services().path(role).path("depends_on");
      Compose.BROKERS.forEach(
          broker -> {
            assertThat(awaited.path(broker).path("condition").asText())
                .isEqualTo("service_healthy");
            assertThat(compose.healthCheck(broker)).isNotEmpty();
          });
    }
  }

  @Test
  void shouldReachTheBrokersWhenTheConfigurationNamesThem() {
    Set<String> reachable = new TreeSet<>();
    for (String broker : Compose.BROKERS) {
      compose.ports(broker).forEach(port -> reachable.add(broker + ":" + port));
    }

    assertThat(List.of(config.home().client().get("bootstrap.servers").split(",")))
        .hasSize(3)
        .isSubsetOf(reachable);
    assertThat(config.clusters().get(0).jmx().values()).hasSize(3).isSubsetOf(reachable);
    assertThat(Compose.BROKERS)
        .extracting(broker -> compose.brokerSettings(broker).get("broker.rack"))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldBeScrapedWhereItListensWhenPrometheusRuns() {
    Set<String> targets = new TreeSet<>();
    for (JsonNode job : House.yaml("deploy/compose/prometheus.yml").path("scrape_configs")) {
      assertThat(job.path("metrics_path").asText()).isEqualTo("/metrics");
      List<String> of = House.texts(job.path("static_configs").path(0).path("targets"));
      assertThat(job.path("scheme").asText("http"))
          .isEqualTo(of.contains("api:" + config.api().port()) ? "https" : "http");
      targets.addAll(of);
    }

    assertThat(targets)
        .containsExactly(
            "api:" + config.api().port(),
            "collector:" + config.health().port().orElseThrow(),
            "streams:" + config.health().port().orElseThrow());
    targets.forEach(
        target ->
            assertThat(compose.ports(target.split(":")[0]))
                .contains(Integer.parseInt(target.split(":")[1])));
  }

  @Test
  void shouldFindWhatItReadsWhenPrometheusIsMounted() {
    Set<String> mounted = new HashSet<>();
    compose.mounts("prometheus").forEach(mount -> mounted.add(mount.target()));
    List<String> read = House.yaml("deploy/compose/prometheus.yml").findValuesAsText("ca_file");

    assertThat(mounted)
        .containsAll(read)
        .containsAll(
            House.yaml("deploy/compose/prometheus.yml").findValuesAsText("credentials_file"))
        .contains(compose.command("prometheus").get(0).substring("--config.file=".length()));
  }

  @Test
  void shouldListenOnThisMachineAloneWhenAPortIsPublished() {
    compose
        .services()
        .forEach(
            service ->
                assertThat(House.texts(service.path("ports")))
                    .allMatch(port -> port.startsWith("127.0.0.1:")));
  }

  @Test
  void shouldStartAsTheLauncherDoesWhenTheImageRuns() {
    String dockerfile = House.text("Dockerfile");

    assertThat(dockerfile)
        .contains("ENTRYPOINT [\"/opt/kadvisor/kadvisor\"]")
        .containsPattern("(?m)^USER 10001")
        .contains("EXPOSE " + config.health().port().orElseThrow() + " " + config.api().port());
    assertThat(Files.isExecutable(House.TOP.resolve("deploy/compose/prepare.sh"))).isTrue();
  }
}
