package io.kadvisor.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.api.access.Tokens;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Severity;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandRoutesTest {
  private static final Instant START = Instant.parse("2026-11-21T03:14:00Z");
  private static final String ONE = "/api/v1/advisories/broker-silent%7Ebroker:2%7E1";
  private static final String READER = "read-token-0123456789";
  private static final String KEEPER = "keep-token-0123456789";
  private static final String CHIEF = "chief-token-0123456789";
  private static final Tokens TOKENS =
      Tokens.parse(
          "grafana read " + READER + "\nanna acknowledge " + KEEPER + "\nbert approve " + CHIEF,
          "test");

  private final SampleApi local = api(Tokens.none());
  private final SampleApi guarded = api(TOKENS);
  private final HttpCalls calls = new HttpCalls(local.port());
  private final HttpCalls guardedCalls = new HttpCalls(guarded.port());

  private static SampleApi api(Tokens tokens) {
    return new SampleApi(new MovableClock(START), tokens, Optional.empty(), 100);
  }

  @BeforeEach
  void tell() {
    local.tell(Shop.brokerLoss(START));
    guarded.tell(Shop.brokerLoss(START));
  }

  @AfterEach
  void close() {
    local.close();
    guarded.close();
  }

  @Test
  void shouldWriteTheCommandAndSayWhereToLookWhenAcknowledged() {
    HttpResponse<String> answer = calls.post(ONE + "/acknowledge", "{\"note\":\"on it\"}");

    JsonNode accepted = HttpCalls.json(answer);
    Command.Acknowledge written = (Command.Acknowledge) local.written.get(0);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(accepted.at("/commandId").asText()).isEqualTo(written.commandId());
    assertThat(calls.get(accepted.at("/look").asText()).statusCode()).isEqualTo(200);
    assertThat(written.note()).contains("on it");
    assertThat(written.by()).isEqualTo("local");
    assertThat(written.effectiveFrom()).isEqualTo(START);
    assertThat(written.advisory()).isEqualTo(Shop.BROKER_2);
  }

  @Test
  void shouldUseTheCallersOwnIdWhenItMayAskTwice() {
    calls.post(ONE + "/acknowledge", "", "Idempotency-Key", "my-own-id-1");

    assertThat(local.written.get(0).commandId()).isEqualTo("my-own-id-1");
  }

  @Test
  void shouldTellItsFaultWithTheOthersWhenTheCallersOwnIdIsMalformed() {
    HttpResponse<String> answer =
        calls.post(ONE + "/acknowledge", "{\"x\":1}", "Idempotency-Key", "short");

    JsonNode faults = HttpCalls.json(answer).at("/faults");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(faults.findValuesAsText("parameter")).contains("Idempotency-Key", "x");
    assertThat(faults.findValuesAsText("value")).contains("short");
    assertThat(faults.toString()).contains("8 to 64 letters");
    assertThat(local.written).isEmpty();
  }

  @Test
  void shouldAskForAReasonWhenDismissed() {
    assertThat(calls.post(ONE + "/dismiss", "{}").statusCode()).isEqualTo(400);
    assertThat(calls.post(ONE + "/dismiss", "{\"reason\":\"  \"}").statusCode()).isEqualTo(400);
    assertThat(calls.post(ONE + "/dismiss", "{\"reason\":\"replaced\"}").statusCode())
        .isEqualTo(202);
    assertThat(((Command.Dismiss) local.written.get(0)).reason()).isEqualTo("replaced");
  }

  @Test
  void shouldTakeATimeOrADurationWhenSnoozed() {
    calls.post(ONE + "/snooze", "{\"duration\":\"PT4H\"}");
    calls.post(ONE + "/snooze", "{\"until\":\"2026-11-22T00:00:00Z\"}");

    assertThat(local.written)
        .extracting(command -> ((Command.Snooze) command).until().toString())
        .containsExactly("2026-11-21T07:14:00Z", "2026-11-22T00:00:00Z");
  }

  private int faultsOfSnooze(String body) {
    HttpResponse<String> answer = calls.post(ONE + "/snooze", body);
    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    return HttpCalls.json(answer).at("/faults").size();
  }

  @Test
  void shouldTellAllFaultsAtOnceWhenABodyIsWrong() {
    for (String body :
        new String[] {
          "{\"until\":\"tomorrow\",\"for\":3}",
          "{\"until\":7,\"x\":null}",
          "{\"duration\":\"-PT1H\",\"y\":1}"
        }) {
      assertThat(faultsOfSnooze(body)).as(body).isEqualTo(2);
    }
    for (String body : new String[] {"{}", "[1]", "nonsense", "{\"duration\":\"P400D\"}"}) {
      assertThat(calls.post(ONE + "/snooze", body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(local.written).isEmpty();
  }

  @Test
  void shouldNameTheFaultWhenTheEndIsNoTime() {
    for (String body :
        new String[] {
          "{\"duration\":\"PT9223372036854775807S\"}",
          "{\"duration\":\"PT99999999999999999S\"}",
          "{\"until\":\"+999999999-12-31T00:00:00Z\"}",
          "{\"until\":\"-999999999-01-01T00:00:00Z\"}"
        }) {
      assertThat(faultsOfSnooze(body)).as(body).isEqualTo(1);
    }
    assertThat(local.written).isEmpty();
  }

  @Test
  void shouldRefuseWhenTheAdvisoryHasEnded() {
    local.tell(Shop.advisory(Shop.BROKER_2, START, Severity.CRITICAL, AdvisoryState.RESOLVED, 2));

    HttpResponse<String> answer = calls.post(ONE + "/acknowledge", "{}");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("RESOLVED");
  }

  @Test
  void shouldApproveOnlyTheRevisionThatWasReadWhenItIsTheNewest() {
    assertThat(
            guardedCalls
                .post(ONE + "/approve", "{\"revision\":7}", "Authorization", "Bearer " + CHIEF)
                .statusCode())
        .isEqualTo(409);
    assertThat(
            guardedCalls
                .post(ONE + "/approve", "{\"revision\":1}", "Authorization", "Bearer " + CHIEF)
                .statusCode())
        .isEqualTo(202);
    Command.Approve approve = (Command.Approve) guarded.written.get(0);
    assertThat(approve.revision()).isEqualTo(1);
    assertThat(approve.by()).isEqualTo("bert");
  }

  @Test
  void shouldNotApproveWhenNobodyIsKnown() {
    HttpResponse<String> answer = calls.post(ONE + "/approve", "{\"revision\":1}");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("tokens");
  }

  @Test
  void shouldHoldTheRolesWhenThereAreTokens() {
    assertThat(guardedCalls.get("/api/v1/clusters").statusCode()).isEqualTo(401);
    assertThat(guardedCalls.get("/api/v1/clusters").headers().firstValue("WWW-Authenticate"))
        .isPresent();
    assertThat(guardedCalls.get("/api/v1/clusters", "Authorization", "Bearer wrong").statusCode())
        .isEqualTo(401);
    assertThat(
            guardedCalls.get("/api/v1/clusters", "Authorization", "Bearer " + READER).statusCode())
        .isEqualTo(200);
    assertThat(guardedCalls.get("/metrics").statusCode()).isEqualTo(401);
    assertThat(
            guardedCalls
                .post(ONE + "/acknowledge", "{}", "Authorization", "Bearer " + READER)
                .statusCode())
        .isEqualTo(403);
    assertThat(
            guardedCalls
                .post(ONE + "/acknowledge", "{}", "Authorization", "Bearer " + KEEPER)
                .statusCode())
        .isEqualTo(202);
    assertThat(guarded.written.get(0).by()).isEqualTo("anna");
  }

  @Test
  void shouldTellStrangersNoMoreThanTheStatusWhenThereAreTokens() {
    assertThat(guardedCalls.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(guardedCalls.get("/health/ready").body()).isEqualTo("{\"status\":\"STARTING\"}");
    assertThat(guardedCalls.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldTurnAwayWhatAForeignPageSendsWhenThereAreNoTokens() {
    HttpRequest form =
        calls
            .request(ONE + "/acknowledge")
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();

    assertThat(HttpCalls.send(form).statusCode()).isEqualTo(415);
    assertThat(RawHttp.get(local.port(), "/api/v1/clusters", "evil.example"))
        .startsWith("HTTP/1.1 421");
    assertThat(local.written).isEmpty();
  }

  @Test
  void shouldSayThatItIsNotWrittenWhenTheHomeClusterDoesNotTakeIt() {
    local.homeTakesCommands.set(false);

    HttpResponse<String> answer = calls.post(ONE + "/acknowledge", "{}");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("home cluster");
  }
}
