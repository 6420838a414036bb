package io.kadvisor.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.api.access.Tokens;
import io.kadvisor.api.figure.Figure;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanSummary;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private static final Instant START = Instant.parse("2026-11-21T03:14:00Z");
  private static final String ONE =
      "/api/v1/advisories/broker-silent~broker:2~1".replace("~", "%7E");

  private final MovableClock clock = new MovableClock(START);
  private final SampleApi api = new SampleApi(clock, Tokens.none(), Optional.empty(), 100);
  private final HttpCalls calls = new HttpCalls(api.port());

  @BeforeEach
  void seeTwoSweeps() {
    api.sweep(START.minusSeconds(2), true);
    api.sweep(START, false);
    api.tell(Shop.brokerLoss(START.minusSeconds(2)));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void shouldTellTheWorstOfAClusterWhenItIsAskedByIdOrAlias() {
    JsonNode byAlias = calls.read("/api/v1/clusters/shop");
    JsonNode byId = calls.read("/api/v1/clusters/" + Shop.CLUSTER);

    assertThat(byAlias).isEqualTo(byId);
    assertThat(byAlias.at("/item/state").asText()).isEqualTo("CRITICAL");
    assertThat(byAlias.at("/item/brokersUp").asInt()).isEqualTo(2);
    assertThat(byAlias.at("/item/underReplicated").asInt()).isEqualTo(12);
    assertThat(byAlias.at("/asOf").asText()).isEqualTo("2026-11-21T03:14:00.000Z");
  }

  @Test
  void shouldKeepRackAndHostWhenABrokerIsAway() {
    JsonNode two = calls.read("/api/v1/clusters/shop/brokers").at("/items/1");

    assertThat(two.at("/state").asText()).isEqualTo("ABSENT");
    assertThat(two.at("/rack").asText()).isEqualTo("rack-b");
    assertThat(two.at("/host").asText()).isEqualTo("kafka-2.shop.internal");
    assertThat(two.has("cpu")).as("not observed is absent, not zero").isFalse();
  }

  @Test
  void shouldTellPartitionsInColumnsWhenATopicIsAsked() {
    JsonNode rows = calls.read("/api/v1/clusters/shop/topics/orders/partitions?first=1&limit=1");

    assertThat(rows.at("/item/leader").toString()).isEqualTo("[3]");
    assertThat(rows.at("/item/isr").toString()).isEqualTo("[[3,1]]");
    assertThat(rows.at("/item/stable").toString()).isEqualTo("[]");
    assertThat(
            calls
                .read("/api/v1/clusters/shop/topics/orders/partitions")
                .at("/item/earliest/2")
                .isNull())
        .isTrue();
  }

  @Test
  void shouldOrderByLagAndKeepTheEmptyGroupWhenGroupsAreAsked() {
    JsonNode groups = calls.read("/api/v1/clusters/shop/groups?order=lag");

    assertThat(texts(groups, "group"))
        .containsExactly("warehouse-reports-of-the-northern-region", "billing", "");
    assertThat(groups.at("/items/1/history").size()).isEqualTo(2);
  }

  @Test
  void shouldPageWithoutSkippingWhenThingsComeInBetween() {
    JsonNode first = calls.read("/api/v1/clusters/shop/topics?limit=2");
    api.intake.model().see(Shop.topic("aaa-new", true, START));
    JsonNode second =
        calls.read("/api/v1/clusters/shop/topics?limit=2&after=" + first.at("/next").asText());

    assertThat(texts(first, "name")).containsExactly("clicks", "orders");
    assertThat(texts(second, "name")).containsExactly("payments", "stock");
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void shouldGiveThePlanOfAnAdvisoryAndTheFilesThatCarryItOut() {
    assertThat(calls.read(ONE).at("/item").has("plan")).as("none yet").isFalse();
    Shop.plan("5f3a91c07d2e", START).parts().forEach(api.intake::see);

    String path = calls.read(ONE).at("/item/plan").asText();
    JsonNode plan = calls.read(path).at("/item");

    assertThat(path).isEqualTo("/api/v1/plans/5f3a91c07d2e");
    assertThat(calls.read("/api/v1/plans?cluster=shop").at("/items/0/id").asText())
        .isEqualTo("5f3a91c07d2e");
    assertThat(plan.at("/waves/0/duration").asText()).isEqualTo("PT1M43S");
    assertThat(plan.at("/brokers/1/after/replicas").asInt()).isEqualTo(1);
    assertThat(plan.at("/errors/0/measured").asDouble()).isEqualTo(100_000);
    assertThat(StreamSupport.stream(plan.at("/files").spliterator(), false).map(JsonNode::asText))
        .contains("steps.md", "wave-001.json", "wave-002.election.json", "all.json")
        .doesNotContain("wave-002.json");
    assertThat(calls.read(path + "/files/wave-001.json").at("/partitions/0/replicas").toString())
        .isEqualTo("[4,2,3]");
    assertThat(calls.get(path + "/files/steps.md").headers().firstValue("Content-Type"))
        .contains("text/markdown; charset=utf-8");
    assertThat(calls.get(path + "/files/wave-009.json").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldSayWhyAndByWhichWhenAPlanWasReplaced() {
    KeptPlan first = Shop.plan("000000000001", START);
    first.parts().forEach(api.intake::see);
    Shop.plan("000000000002", START.plusSeconds(5))
        .inPlaceOf(new PlanSummary.Replaced("000000000001", "broker 5 has joined"))
        .parts()
        .forEach(api.intake::see);

    HttpResponse<String> former = calls.get("/api/v1/plans/000000000001");

    assertThat(former.statusCode()).isEqualTo(410);
    assertThat(former.body())
        .contains("since broker 5 has joined. Plan 000000000002 stands in its place.");
    assertThat(calls.get("/api/v1/plans/000000000003").statusCode()).isEqualTo(404);
    api.intake.model().forgetPlan(Shop.CLUSTER, Shop.BROKER_2, 0);
    assertThat(calls.get("/api/v1/plans/000000000002").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldTellWindowsOfTheRangeWhenASubjectIsGiven() {
    Subject billing = Subject.of(Shop.BILLING);
    IntStream.range(0, 5)
        .forEach(
            i ->
                api.intake
                    .model()
                    .see(Shop.window(billing, START.minus(Duration.ofMinutes(5 - i)), i)));

    JsonNode windows =
        calls.read(
            "/api/v1/clusters/shop/windows?subject=group:billing&resolution=PT1M"
                + "&from=2026-11-21T03:11:00Z&to=2026-11-21T03:13:00Z");

    assertThat(texts(windows, "start"))
        .containsExactly("2026-11-21T03:11:00.000Z", "2026-11-21T03:12:00.000Z");
  }

  @Test
  void shouldNameTheResolutionsThatThereAreWhenAnotherIsAsked() {
    api.intake.model().see(Shop.window(Subject.of(Shop.BILLING), START, 1));

    HttpResponse<String> answer =
        calls.get("/api/v1/clusters/shop/windows?subject=group:billing&resolution=PT7M");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("one of [PT1M]");
  }

  @Test
  void shouldNameTheFaultWhenATimeIsBeforeAllClusters() {
    HttpResponse<String> answer =
        calls.get(
            "/api/v1/clusters/shop/windows?subject=group:billing&to=-1000000000-01-01T00:00:00Z");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"to\"", "a time such as");
  }

  @Test
  void shouldTellFindingsOfARuleWhenFiltered() {
    api.intake.model().see(Shop.finding(START));

    assertThat(
            calls
                .read("/api/v1/clusters/shop/findings?rule=broker-silent&state=firing")
                .at("/total")
                .asInt())
        .isEqualTo(1);
    assertThat(calls.read("/api/v1/clusters/shop/findings?severity=notice").at("/total").asInt())
        .isZero();
  }

  @Test
  void shouldFilterAdvisoriesByEverythingWhenAsked() {
    AdvisoryId old = new AdvisoryId("leader-skew", Subject.of(new BrokerId(3)), 1);
    api.tell(
        Shop.advisory(old, START.minusSeconds(900), Severity.WARNING, AdvisoryState.RESOLVED, 2));

    assertThat(ids("")).containsExactly("broker-silent~broker:2~1", "leader-skew~broker:3~1");
    assertThat(ids("?ended=true")).containsExactly("leader-skew~broker:3~1");
    assertThat(ids("?state=open,acknowledged")).containsExactly("broker-silent~broker:2~1");
    assertThat(ids("?severity=WARNING&severity=notice")).containsExactly("leader-skew~broker:3~1");
    assertThat(ids("?subject=broker:3")).containsExactly("leader-skew~broker:3~1");
    assertThat(ids("?subject=group:billing")).as("what it affects counts").hasSize(2);
    assertThat(ids("?q=BROKER%203")).containsExactly("leader-skew~broker:3~1");
    assertThat(ids("?owner=nobody")).isEmpty();
    assertThat(ids("?category=lag")).isEmpty();
    assertThat(ids("?cluster=shop&limit=1")).containsExactly("broker-silent~broker:2~1");
  }

  @Test
  void shouldTellHistoryAuditAndFilesWhenOneAdvisoryIsAsked() {
    api.intake.model().see(Shop.runbook(0, 2, "# Broker 2\n"));
    api.intake.model().see(Shop.acknowledged(START));

    JsonNode half = calls.read(ONE);
    assertThat(calls.get(ONE + "/artefacts/runbook.md").statusCode()).isEqualTo(503);
    api.intake.model().see(Shop.runbook(1, 2, "restart it"));

    assertThat(half.at("/item/artefacts/0/available").asBoolean()).isFalse();
    assertThat(half.at("/item/history/0/to").asText()).isEqualTo("OPEN");
    assertThat(half.at("/item/actions/0/by").asText()).isEqualTo("anna");
    assertThat(calls.get(ONE + "/artefacts/runbook.md").body()).isEqualTo("# Broker 2\nrestart it");
    assertThat(calls.get(ONE + "/artefacts/other.md").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldFindAnAdvisoryWhenItsGroupHasAnyName() {
    for (String group : List.of("", "a/b c", "..", "x;y%7Cz", "gruppe-äöü|1")) {
      AdvisoryId id = new AdvisoryId("group-stopped", Subject.of(new GroupId(group)), 1);
      api.tell(Shop.advisory(id, START, Severity.WARNING, AdvisoryState.OPEN, 1));
      String path =
          java.net.URLEncoder.encode(id.toString(), java.nio.charset.StandardCharsets.UTF_8);

      JsonNode found = calls.read("/api/v1/advisories/" + path.replace("+", "%20"));

      assertThat(found.at("/item/advisory/subject/name").asText()).isEqualTo(group);
    }
  }

  @Test
  void shouldTellTheNumbersOverTimeWhenAGroupsAdvisoryIsAsked() {
    AdvisoryId id = new AdvisoryId("lag-growing", Subject.of(Shop.BILLING), 1);
    api.tell(Shop.advisory(id, START.minusSeconds(2), Severity.WARNING, AdvisoryState.OPEN, 1));
    api.intake.model().see(Shop.window(Subject.of(Shop.BILLING), START.minusSeconds(60), 7));

    JsonNode lines =
        calls.read("/api/v1/advisories/lag-growing%7Egroup:billing%7E1/series").at("/item/lines");

    assertThat(texts(lines, "figure")).containsExactly("lag", "lag-by-sweep");
    assertThat(lines.at("/1/points").size()).isEqualTo(2);
  }

  @Test
  void shouldAnswerNotModifiedWhenOnlyTimeWentOn() {
    String tag = calls.get("/api/v1/advisories").headers().firstValue("ETag").orElseThrow();
    api.sweep(START.plusSeconds(2), false);

    HttpResponse<String> same = calls.get("/api/v1/advisories", "If-None-Match", tag);
    api.tell(
        Shop.advisory(
            Shop.BROKER_2,
            START.minusSeconds(2),
            Severity.CRITICAL,
            AdvisoryState.ACKNOWLEDGED,
            2));
    HttpResponse<String> changed = calls.get("/api/v1/advisories", "If-None-Match", tag);

    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.headers().firstValue("Kadvisor-As-Of")).contains("2026-11-21T03:14:02Z");
    assertThat(changed.statusCode()).isEqualTo(200);
  }

  @Test
  void shouldTellAllFaultsAtOnceWhenParametersAreWrong() {
    HttpResponse<String> answer =
        calls.get("/api/v1/advisories?severity=loud&limit=0&subject=nonsense&colour=red");

    JsonNode problem = HttpCalls.json(answer);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(problem.at("/type").asText()).isEqualTo("urn:kadvisor:problem:bad-request");
    assertThat(texts(problem.at("/faults"), "parameter"))
        .containsExactlyInAnyOrder("severity", "limit", "subject", "colour");
  }

  @Test
  void shouldAnswerWithAProblemWhenThereIsNoSuchThing() {
    for (String path :
        List.of(
            "/nothing",
            "/api/v1/nothing",
            "/api/v1/clusters/other",
            "/api/v1/clusters/shop/topics/none/partitions",
            "/api/v1/advisories/nonsense",
            "/api/v1/advisories/a%7Ebroker:9%7E1",
            "/assets/../page/index.html",
            "/assets/nothing.js")) {
      HttpResponse<String> answer = calls.get(path);

      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type"))
          .as(path)
          .contains("application/problem+json");
    }
    assertThat(calls.post("/api/v1/clusters", "{}").statusCode()).isEqualTo(405);
  }

  @Test
  void shouldSendThePolicyOfThePageWhenAnythingIsAsked() {
    for (String path : List.of("/", "/assets/app.js", "/api/v1/clusters", "/nothing")) {
      assertThat(calls.get(path).headers().firstValue("Content-Security-Policy"))
          .as(path)
          .contains(WebServer.CONTENT_SECURITY_POLICY);
    }
  }

  @Test
  void shouldTellTheAdvisorsOwnFiguresWhenPrometheusAsks() {
    String figures = calls.get("/metrics").body();

    assertThat(figures)
        .contains(
            "kadvisor_advisories_open{alias=\"shop\",cluster=\""
                + Shop.CLUSTER
                + "\",severity=\"critical\"} 1.0")
        .contains(
            "kadvisor_cluster_state{alias=\"shop\",cluster=\""
                + Shop.CLUSTER
                + "\",state=\"critical\"} 1.0")
        .contains("broker=\"1\",cluster=\"" + Shop.CLUSTER + "\",quantile=\"0.99\"} 0.012")
        .containsPattern(
            "kadvisor_probe_route_seconds\\{.*from=\"az1\",quantile=\"0.5\",to=\"az3\"} 0\\.003")
        .containsPattern("kadvisor_probe_unanswered_seconds\\{[^}]*broker=\"3\"[^}]*} 0\\.5")
        .contains("kadvisor_home_blind 0.0")
        .contains("kadvisor_role_up{role=\"collector\"} 1.0")
        .containsPattern("kadvisor_last_sweep_timestamp_seconds\\{[^}]*} 1\\.79");
  }

  @Test
  void shouldShowNoFigureThatIsNotDocumentedWhenPrometheusAsks() {
    List<String> shown =
        calls
            .get("/metrics")
            .body()
            .lines()
            .filter(line -> line.startsWith("# HELP kadvisor_"))
            .map(line -> line.split(" ")[2])
            .toList();

    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Figure.values())
                // this process has counted nothing under names of its own
                .filter(figure -> figure != Figure.ROLE_COUNTS)
                .map(Figure::prometheusName)
                .toList());
  }

  private List<String> ids(String query) {
    return texts(calls.read("/api/v1/advisories" + query), "id");
  }

  private static List<String> texts(JsonNode list, String field) {
    JsonNode items = list.has("items") ? list.at("/items") : list;
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> item.path(field).asText())
        .toList();
  }
}
