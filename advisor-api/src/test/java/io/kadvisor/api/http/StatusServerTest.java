package io.kadvisor.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kadvisor.api.health.RoleHealth;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The health of a process that does not run the API. */
class StatusServerTest {
  private static final String LOOPBACK = "127.0.0.1";

  private RoleHealth.Status collector = RoleHealth.Status.UP;
  private final StatusServer server = StatusServer.start(LOOPBACK, 0, List.of(new TestRole()));

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void shouldBeReadyWhenItsRoleWorks() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").body()).contains("\"UP\"").contains("collector");
  }

  @Test
  void shouldStayReadyWhenWorkMoves() throws Exception {
    collector = RoleHealth.Status.REBALANCING;

    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").body()).contains("\"DEGRADED\"");
  }

  @Test
  void shouldNotBeReadyWhenItsRoleDoesNotWork() throws Exception {
    for (RoleHealth.Status bad : List.of(RoleHealth.Status.STARTING, RoleHealth.Status.DOWN)) {
      collector = bad;

      assertThat(get("/health/live").statusCode()).isEqualTo(200);
      assertThat(get("/health/ready").statusCode()).isEqualTo(503);
      assertThat(get("/health/ready").body()).contains(bad.name());
    }
  }

  @Test
  void shouldNameNoClusterWhenEverybodyMayAsk() throws Exception {
    assertThat(get("/health/ready").body() + get("/metrics").body()).doesNotContain("orders");
  }

  @Test
  void shouldShowWhatItsRoleCountedWhenPrometheusAsks() throws Exception {
    assertThat(get("/metrics").body())
        .contains("kadvisor_role_up{role=\"collector\"} 1.0")
        .contains("kadvisor_role_counts{count=\"sweeps\",role=\"collector\"} 7.0")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void shouldHaveNothingElseWhenSomebodyLooks() throws Exception {
    assertThat(get("/api/v1/advisories").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldSayWhichPortIsTakenWhenTwoProcessesShareIt() {
    assertThatThrownBy(() -> StatusServer.start(LOOPBACK, server.port(), List.of(new TestRole())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("health.port")
        .hasMessageContaining(Integer.toString(server.port()));
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI address = URI.create("http://" + LOOPBACK + ":" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private final class TestRole implements RoleHealth {
    @Override
    public String name() {
      return "collector";
    }

    @Override
    public Status status() {
      return collector;
    }

    @Override
    public Instant since() {
      return Instant.EPOCH;
    }

    @Override
    public Map<String, String> details() {
      return Map.of("orders", "blind");
    }

    @Override
    public Map<String, Long> counts() {
      return Map.of("sweeps", 7L);
    }
  }
}
