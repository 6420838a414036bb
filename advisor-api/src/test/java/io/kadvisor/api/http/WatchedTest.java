package io.kadvisor.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.model.ClusterId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cluster that the configuration names no more is no reason to be blind. */
class WatchedTest {
  private static final Instant START = Instant.parse("2026-11-21T03:14:00Z");
  private static final ClusterId LAKE = new ClusterId("lake-id");
  private static final String ONE = "broker-silent%7Ebroker:2%7E1";
  private final MovableClock clock = new MovableClock(START);
  private final SampleApi api = new SampleApi(clock, Set.of("lake"));
  private final HttpCalls calls = new HttpCalls(api.port());

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void shouldSeeWhenTheSilentClusterLeftTheConfiguration() {
    shopFallsSilent();
    sweepLake();

    JsonNode ready = calls.read("/health/ready");

    assertThat(ready.at("/status").asText()).isEqualTo("UP");
    assertThat(ready.at("/clusters").findValuesAsText("alias")).containsExactly("lake");
    assertThat(calls.read("/api/v1/clusters").at("/items").findValuesAsText("alias"))
        .containsExactly("lake");
    assertThat(calls.read("/api/v1/advisories").at("/total").asInt()).isZero();
    assertThat(calls.get("/metrics").body())
        .contains("alias=\"lake\"")
        .doesNotContain("alias=\"shop\"");
  }

  @Test
  void shouldSayWhyItIsOldWhenAClusterThatLeftIsAskedFor() {
    shopFallsSilent();
    sweepLake();

    JsonNode cluster = calls.read("/api/v1/clusters/shop");

    assertThat(cluster.at("/blind/cause").asText()).isEqualTo("not-watched");
    assertThat(cluster.at("/blind/since").asText()).isEqualTo("2026-11-21T03:14:00.180Z");
    assertThat(cluster.at("/item/state").asText()).isEqualTo("BLIND");
    assertThat(calls.read("/api/v1/advisories?cluster=shop").at("/total").asInt()).isEqualTo(1);
  }

  @Test
  void shouldRefuseACommandWhenItsClusterLeftTheConfiguration() {
    shopFallsSilent();

    HttpResponse<String> answer =
        calls.post("/api/v1/advisories/" + ONE + "/acknowledge?cluster=shop", "");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(HttpCalls.json(answer).at("/detail").asText())
        .contains("shop", "not watched", "'clusters'");
    assertThat(api.written).isEmpty();
  }

  @Test
  void shouldShowAClusterWhenAnotherProcessStillSweepsIt() {
    api.sweep(START, true);
    sweepLake();

    assertThat(calls.read("/api/v1/clusters").at("/total").asInt()).isEqualTo(2);
  }

  @Test
  void shouldLeaveOutTheFormerClusterWhenItsAliasNamesANewOne() {
    api.intake.see(Shop.mark(new ClusterId("former-id"), "lake", START), START);
    clock.advance(Duration.ofSeconds(16));
    sweepLake();

    assertThat(calls.read("/health/ready").at("/status").asText()).isEqualTo("UP");
    assertThat(calls.read("/api/v1/clusters").at("/total").asInt()).isEqualTo(1);
    assertThat(calls.read("/api/v1/clusters/lake").at("/item/cluster").asText())
        .isEqualTo("lake-id");
  }

  @Test
  void shouldLeaveOutAClusterWithoutSweepsWhenAllThatAreNamedAreSwept() {
    api.tell(Shop.brokerLoss(START));
    assertThat(calls.read("/api/v1/advisories").at("/total").asInt())
        .as("it may be the lake")
        .isEqualTo(1);

    sweepLake();

    assertThat(calls.read("/api/v1/advisories").at("/total").asInt()).isZero();
  }

  @Test
  void shouldBeBlindWhenANamedClusterIsSilent() {
    sweepLake();
    clock.advance(Duration.ofSeconds(16));
    api.home.answered(clock.instant());

    JsonNode ready = HttpCalls.json(calls.get("/health/ready"));

    assertThat(ready.at("/blind/0/cause").asText()).isEqualTo("collector-silent");
  }

  private void shopFallsSilent() {
    api.sweep(START, true);
    api.tell(Shop.brokerLoss(START));
    clock.advance(Duration.ofSeconds(16));
  }

  private void sweepLake() {
    api.intake.see(Shop.mark(LAKE, "lake", clock.instant()), clock.instant());
    api.intake.model().judged(LAKE, clock.instant());
    api.home.answered(clock.instant());
  }
}
