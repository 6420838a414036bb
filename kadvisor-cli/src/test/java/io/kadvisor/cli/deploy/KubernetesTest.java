package io.kadvisor.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.cli.config.KadvisorConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The manifests hold together: names, ports, mounts, commands and the configuration in them. */
class KubernetesTest {
  private static final List<String> FILES =
      List.of("config.yaml", "secret.example.yaml", "collector.yaml", "streams.yaml", "api.yaml");

  private final List<JsonNode> all =
      FILES.stream()
          .flatMap(file -> House.documents(House.text("deploy/kubernetes/" + file)).stream())
          .toList();
  private final JsonNode configMap = one("ConfigMap", "kadvisor");
  private final JsonNode secret = one("Secret", "kadvisor");
  private final KadvisorConfig config =
      House.config("ConfigMap", configMap.at("/data").path("kadvisor.yaml").asText());

  private JsonNode one(String kind, String name) {
    List<JsonNode> found =
        all.stream()
            .filter(d -> d.path("kind").asText().equals(kind))
            .filter(d -> d.at("/metadata/name").asText().equals(name))
            .toList();
    assertThat(found).as(kind + " " + name).hasSize(1);
    return found.get(0);
  }

  private List<JsonNode> workloads() {
    return all.stream().filter(document -> document.at("/spec/template").isObject()).toList();
  }

  private static JsonNode container(JsonNode workload) {
    return workload.at("/spec/template/spec/containers/0");
  }

  private static String role(JsonNode workload) {
    return workload.at("/metadata/labels").path("app.kubernetes.io/component").asText();
  }

  @Test
  void shouldBeAWorkloadForEachRoleWhenAllIsApplied() {
    assertThat(workloads())
        .extracting(KubernetesTest::role)
        .containsExactlyInAnyOrder("collector", "streams", "api");
    assertThat(
            one("StatefulSet", "kadvisor-streams").at("/spec/volumeClaimTemplates/0/metadata/name"))
        .hasToString("\"state\"");
    assertThat(workloads()).allMatch(workload -> workload.at("/spec/replicas").asInt() == 2);
  }

  @Test
  void shouldBeUnderstoodWhenAContainerStarts() {
    for (JsonNode workload : workloads()) {
      var run = House.parsed(House.texts(container(workload).path("args")));

      assertThat(run.get("--roles")).hasToString("[" + role(workload) + "]");
      assertThat(run.get("--instance-id")).hasToString("$(POD_NAME)");
      assertThat(mountPaths(workload)).contains(run.get("--config").toString());
      assertThat(container(workload).at("/env/0/name").asText()).isEqualTo("POD_NAME");
    }
  }

  @Test
  void shouldBeAskedWhereItAnswersWhenAPodIsProbed() {
    for (JsonNode workload : workloads()) {
      boolean api = role(workload).equals("api");
      int port = api ? config.api().port() : config.health().port().orElseThrow();
      JsonNode named = container(workload).at("/ports/0");

      assertThat(named.path("containerPort").asInt()).isEqualTo(port);
      for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        JsonNode get = container(workload).path(probe).path("httpGet");
        assertThat(get.path("port").asText()).isEqualTo(named.path("name").asText());
        assertThat(get.path("scheme").asText()).isEqualTo(api ? "HTTPS" : "HTTP");
      }
    }
  }

  @Test
  void shouldStayReachableWhenTheApiIsBlind() {
    for (JsonNode workload : workloads()) {
      JsonNode container = container(workload);
      String ready = role(workload).equals("api") ? "/health/live" : "/health/ready";

      assertThat(path(container, "startupProbe")).isEqualTo("/health/live");
      assertThat(path(container, "livenessProbe")).isEqualTo("/health/live");
      assertThat(path(container, "readinessProbe")).isEqualTo(ready);
    }
  }

  private static String path(JsonNode container, String probe) {
    return container.path(probe).path("httpGet").path("path").asText();
  }

  @Test
  void shouldFindItsVolumesWhenAPodMountsThem() {
    for (JsonNode workload : workloads()) {
      Set<String> volumes = new HashSet<>();
      JsonNode pod = workload.at("/spec/template/spec");
      pod.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
      workload
          .at("/spec/volumeClaimTemplates")
          .forEach(claim -> volumes.add(claim.at("/metadata/name").asText()));

      assertThat(volumes)
          .containsExactlyInAnyOrderElementsOf(
              container(workload).path("volumeMounts").findValuesAsText("name"));
      assertThat(pod.findValue("configMap").path("name").asText())
          .isEqualTo(configMap.at("/metadata/name").asText());
      assertThat(pod.findValue("secret").path("secretName").asText())
          .isEqualTo(secret.at("/metadata/name").asText());
      assertThat(mountPaths(workload))
          .as("RocksDB unpacks its library there, and the file system is read-only")
          .contains("/tmp", config.streams().stateDir().toString());
    }
  }

  @Test
  void shouldHoldEverySecretWhenTheConfigurationReadsIt() {
    Set<String> keys = new HashSet<>();
    secret.path("stringData").fieldNames().forEachRemaining(keys::add);
    String text = configMap.at("/data").path("kadvisor.yaml").asText();

    assertThat(text).doesNotContain("password=\"change");
    keys.forEach(
        key ->
            assertThat(text)
                .containsPattern("/etc/kadvisor/secrets[:/]" + key.replace(".", "\\.")));
    assertThat(mountPaths(workloads().get(0))).contains("/etc/kadvisor/secrets");
  }

  @Test
  void shouldGiveAPodNoSecretButItsOwn() {
    Map<String, List<String>> wanted =
        Map.of(
            "collector", List.of("home-password", "watch-password"),
            "streams", List.of("home-password"),
            "api", List.of("home-password", "tls.crt", "tls.key", "tokens"));

    for (JsonNode workload : workloads()) {
      List<JsonNode> items = new ArrayList<>();
      workload.findValue("secret").path("items").forEach(items::add);

      assertThat(items)
          .extracting(item -> item.path("key").asText())
          .isEqualTo(wanted.get(role(workload)));
      assertThat(items).allMatch(item -> item.path("key").equals(item.path("path")));
    }
  }

  @Test
  void shouldWatchAndWriteAsTwoUsers() {
    assertThat(user(config.home().client()))
        .isEqualTo(
            "username=\"kadvisor-home\" password=\"${directory:/etc/kadvisor/secrets:home-password}\"");
    assertThat(user(config.clusters().get(0).client()))
        .isEqualTo(
            "username=\"kadvisor-watch\" password=\"${directory:/etc/kadvisor/secrets:watch-password}\"");
  }

  private static String user(Map<String, String> client) {
    return client.get("sasl.jaas.config").replaceFirst(".*required\\s+", "").replace(";", "");
  }

  @Test
  void shouldHaveNoRightsButItsOwnWhenAPodRuns() {
    for (JsonNode workload : workloads()) {
      JsonNode pod = workload.at("/spec/template/spec");
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      JsonNode own = container(workload).path("securityContext");
      assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(House.texts(own.at("/capabilities/drop"))).containsExactly("ALL");
      assertThat(container(workload).at("/resources/limits/memory").asText()).isNotEmpty();
    }
  }

  @Test
  void shouldSelectItsPodsWhenAServiceOrWorkloadLooksForThem() {
    List<JsonNode> selectors = new ArrayList<>();
    all.forEach(
        document -> {
          JsonNode selector = document.at("/spec/selector/matchLabels");
          selectors.add(selector.isMissingNode() ? document.at("/spec/selector") : selector);
        });
    List<JsonNode> labels =
        workloads().stream().map(w -> w.at("/spec/template/metadata/labels")).toList();

    assertThat(selectors.stream().filter(JsonNode::isObject)).hasSize(5).allMatch(labels::contains);
    assertThat(one("StatefulSet", "kadvisor-streams").at("/spec/serviceName").asText())
        .isEqualTo(one("Service", "kadvisor-streams").at("/metadata/name").asText());
  }

  @Test
  void shouldReachAPortOfThePodWhenAServicePointsAtIt() {
    for (String name : List.of("kadvisor-api", "kadvisor-streams")) {
      JsonNode workload =
          workloads().stream()
              .filter(w -> w.at("/metadata/name").asText().equals(name))
              .findFirst()
              .orElseThrow();
      assertThat(one("Service", name).at("/spec/ports/0/targetPort").asText())
          .isEqualTo(container(workload).at("/ports/0/name").asText());
    }
  }

  private static List<String> mountPaths(JsonNode workload) {
    return StreamSupport.stream(container(workload).path("volumeMounts").spliterator(), false)
        .map(mount -> mount.path("mountPath").asText())
        .toList();
  }
}
