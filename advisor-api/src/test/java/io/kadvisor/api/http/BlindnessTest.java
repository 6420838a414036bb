package io.kadvisor.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.api.access.Tokens;
import io.kadvisor.model.sample.SweepMark;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is not seen is said within fifteen seconds, everywhere. */
class BlindnessTest {
  private static final Instant START = Instant.parse("2026-11-21T03:14:00Z");
  private final MovableClock clock = new MovableClock(START);
  private final SampleApi api = new SampleApi(clock, Tokens.none(), Optional.empty(), 100);
  private final HttpCalls calls = new HttpCalls(api.port());

  @BeforeEach
  void seeTwoSweeps() {
    api.sweep(START.minusSeconds(2), true);
    api.sweep(START, true);
    api.tell(Shop.brokerLoss(START.minusSeconds(2)));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void shouldBeReadyWhenEverythingIsSeen() {
    assertThat(calls.read("/health/ready").at("/status").asText()).isEqualTo("UP");
  }

  @Test
  void shouldSayBlindEverywhereWhenTheHomeClusterDoesNotAnswer() {
    api.home.failed("no answer within 3 s");
    assertThat(calls.get("/health/ready").statusCode()).as("once may be chance").isEqualTo(200);
    clock.advance(Duration.ofSeconds(6));
    api.home.failed("no answer within 3 s");

    HttpResponse<String> ready = calls.get("/health/ready");
    JsonNode cluster = calls.read("/api/v1/clusters/shop");

    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(HttpCalls.json(ready).at("/blind/0/cause").asText()).isEqualTo("home-unreachable");
    assertThat(HttpCalls.json(ready).at("/blind/0/since").asText())
        .isEqualTo("2026-11-21T03:14:00.000Z");
    assertThat(HttpCalls.json(ready).at("/blind/0/lastJudged").asText())
        .isEqualTo("2026-11-21T03:14:00.000Z");
    assertThat(cluster.at("/item/state").asText()).isEqualTo("BLIND");
    assertThat(cluster.at("/asOf").asText()).isEqualTo("2026-11-21T03:14:00.000Z");
    assertThat(calls.read("/api/v1/advisories").at("/blind/cause").asText())
        .isEqualTo("home-unreachable");
    assertThat(calls.get("/metrics").body())
        .contains("kadvisor_home_blind 1.0")
        .containsPattern("kadvisor_blind\\{.*} 1.0");
  }

  @Test
  void shouldSeeAgainWhenTheHomeClusterAnswers() {
    api.home.failed("no answer within 3 s");
    api.home.failed("no answer within 3 s");
    api.home.answered(clock.instant());

    assertThat(calls.get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldSayThatItStartsWhenNotAllHasBeenRead() {
    api.loaded.set(false);

    JsonNode ready = HttpCalls.json(calls.get("/health/ready"));
    JsonNode cluster = calls.read("/api/v1/clusters/shop");

    assertThat(ready.at("/status").asText()).isEqualTo("STARTING");
    assertThat(ready.at("/blind")).hasSize(1);
    assertThat(ready.at("/blind/0/since").asText()).isEqualTo("2026-11-21T03:14:00.000Z");
    assertThat(calls.read("/api/v1/advisories").at("/blind/cause").asText()).isEqualTo("starting");
    assertThat(cluster.at("/item/state").asText()).isEqualTo("STARTING");
    assertThat(calls.get("/metrics").body())
        .contains("kadvisor_home_blind 0.0")
        .containsPattern("kadvisor_blind\\{.*} 1.0")
        .as("a part is no count")
        .doesNotContain("kadvisor_advisories_open{");
  }

  @Test
  void shouldSayWhatIsLostWhenTheHomeIsLostBeforeAllHasBeenRead() {
    api.loaded.set(false);
    api.home.failed("no answer within 3 s");
    api.home.failed("no answer within 3 s");

    JsonNode ready = HttpCalls.json(calls.get("/health/ready"));

    assertThat(ready.at("/status").asText()).isEqualTo("BLIND");
    assertThat(ready.at("/blind/0/cause").asText()).isEqualTo("home-unreachable");
  }

  @Test
  void shouldSayThatTheCollectorIsSilentWhenThreeSweepsAreMissing() {
    clock.advance(Duration.ofSeconds(10));
    api.home.answered(clock.instant());
    assertThat(calls.read("/api/v1/clusters/shop").at("/item/state").asText())
        .isEqualTo("CRITICAL");

    clock.advance(Duration.ofSeconds(1));
    api.home.answered(clock.instant());

    assertThat(calls.read("/api/v1/clusters/shop").at("/item/blind/cause").asText())
        .isEqualTo("collector-silent");
  }

  @Test
  void shouldSayWhyWhenTheWatchedClusterCannotBeRead() {
    SweepMark.Unreachable trouble =
        new SweepMark.Unreachable(
            START, "cluster-unreachable", "No broker of shop answers on kafka-1:9092.");
    clock.advance(Duration.ofSeconds(2));
    api.intake.see(Shop.mark(START.plusSeconds(2), Optional.of(trouble)), clock.instant());

    JsonNode cluster = calls.read("/api/v1/clusters/shop");

    assertThat(cluster.at("/item/blind/sentence").asText()).contains("kafka-1:9092");
    assertThat(cluster.at("/asOf").asText())
        .as("the last sweep that saw something")
        .isEqualTo("2026-11-21T03:14:00.000Z");
    assertThat(cluster.at("/item/lastSweep").asText()).isEqualTo("2026-11-21T03:14:02.000Z");
  }

  @Test
  void shouldSayThatNothingJudgesWhenSweepsAloneGoOn() {
    sweepUnjudged(32);
    assertThat(calls.read("/health/ready").at("/status").asText()).isEqualTo("UP");

    sweepUnjudged(2);

    JsonNode ready = HttpCalls.json(calls.get("/health/ready"));
    assertThat(ready.at("/status").asText()).isEqualTo("BLIND");
    assertThat(ready.at("/blind/0/cause").asText()).isEqualTo("not-judged");
    assertThat(ready.at("/blind/0/since").asText()).isEqualTo("2026-11-21T03:14:02.000Z");
    assertThat(ready.at("/blind/0/lastJudged").asText()).isEqualTo("2026-11-21T03:14:00.000Z");
    assertThat(ready.at("/clusters/0/lastJudged").asText()).isEqualTo("2026-11-21T03:14:00.000Z");
    assertThat(calls.read("/api/v1/clusters/shop").at("/item/state").asText()).isEqualTo("BLIND");
    assertThat(calls.get("/metrics").body()).containsPattern("kadvisor_blind\\{.*} 1.0");
  }

  @Test
  void shouldSeeAgainWhenTheJudgingGoesOn() {
    sweepUnjudged(60);

    api.intake.model().judged(Shop.CLUSTER, clock.instant());

    assertThat(calls.get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldAwaitTheJudgingWhenSweepsComeAgainAfterAGap() {
    sweepUnjudged(8);
    clock.advance(Duration.ofMinutes(60));
    sweepUnjudged(2);

    assertThat(calls.get("/health/ready").statusCode()).isEqualTo(200);
  }

  /** The collector goes on for that long, a sweep every two seconds, and no window comes. */
  private void sweepUnjudged(int seconds) {
    for (int done = 0; done < seconds; done += 2) {
      clock.advance(Duration.ofSeconds(2));
      api.intake.see(Shop.mark(clock.instant()), clock.instant());
      api.home.answered(clock.instant());
    }
  }

  @Test
  void shouldSayWhichRulesAreOffWhenASourceIsClosed() {
    JsonNode rule = calls.read("/health/ready").at("/clusters/0/rules/0");

    assertThat(rule.at("/rule").asText()).isEqualTo("cpu-high");
    assertThat(rule.at("/off").asBoolean()).isTrue();
    assertThat(rule.at("/why/0").asText()).contains("no JMX port");
  }
}
