package io.kadvisor.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kadvisor.api.access.Tokens;
import io.kadvisor.model.Subject;
import io.kadvisor.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document and the routes say the same. */
class OpenApiTest {
  private static final Instant START = Instant.parse("2026-11-21T03:14:00Z");
  private static final JsonNode DOCUMENT = document();
  private static SampleApi api;
  private static HttpCalls calls;

  @BeforeAll
  static void fill() {
    api = new SampleApi(new MovableClock(START), Tokens.none(), Optional.empty(), 100);
    calls = new HttpCalls(api.port());
    api.sweep(START.minusSeconds(2), true);
    api.sweep(START, false);
    api.tell(Shop.brokerLoss(START.minusSeconds(2)));
    api.intake.model().see(Shop.finding(START));
    api.intake.model().see(Shop.window(Subject.of(Shop.BILLING), START.minusSeconds(60), 7));
    api.intake.model().see(Shop.runbook(0, 1, "restart it"));
    Shop.plan("5f3a91c07d2e", START).parts().forEach(api.intake::see);
    api.intake.model().see(Shop.acknowledged(START));
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @Test
  void shouldDescribeEveryRouteAndNoOtherWhenCompared() {
    Set<String> served =
        api.server.routes().stream()
            .filter(route -> !route.path().equals("/") && !route.path().startsWith("/assets/"))
            .map(
                route ->
                    route.method().name().toLowerCase(Locale.ROOT)
                        + " "
                        + route.path()
                        + " "
                        + role(route))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(
            operations()
                .map(o -> o.method() + " " + o.path() + " " + o.node().path("x-role").asText()))
        .containsExactlyInAnyOrderElementsOf(served);
  }

  private static String role(Route route) {
    return route.role().map(role -> role.name().toLowerCase(Locale.ROOT)).orElse("none");
  }

  @Test
  void shouldNameEveryVariableWhenAPathHasSome() {
    operations()
        .forEach(
            operation -> {
              List<String> named =
                  parameters(operation)
                      .filter(p -> p.path("in").asText().equals("path"))
                      .map(p -> p.path("name").asText())
                      .toList();
              assertThat(named)
                  .as(operation.path())
                  .containsExactlyInAnyOrderElementsOf(variables(operation.path()));
            });
  }

  @Test
  void shouldHoldExamplesToTheirSchemasWhenThereAreSome() {
    List<String> faults = new ArrayList<>();
    int examples = 0;
    for (JsonNode media : DOCUMENT.findParents("example")) {
      if (media.has("schema")) {
        examples++;
        faults.addAll(
            faults(media.path("schema"), media.path("example"), media.path("example").toString()));
      }
    }

    assertThat(examples).isGreaterThan(30);
    assertThat(faults).isEmpty();
  }

  @Test
  void shouldAnswerAsDescribedWhenEveryExampleIsAsked() {
    operations()
        .filter(
            operation ->
                operation.method().equals("get") && !operation.path().equals("/api/v1/events"))
        .forEach(
            operation -> {
              HttpResponse<String> answer = calls.get(withExamples(operation));
              String where = operation.path() + " " + answer.body();
              assertThat(answer.statusCode()).as(where).isEqualTo(200);
              JsonNode content = operation.node().at("/responses/200/content");
              if (content.has("application/json")) {
                JsonNode schema = content.at("/application~1json/schema");
                assertThat(faults(schema, HttpCalls.json(answer), where)).isEmpty();
              }
            });
  }

  @Test
  void shouldTakeTheExampleWhenACommandIsGiven() {
    api.written.clear();
    operations()
        .filter(
            operation ->
                operation.method().equals("post") && !operation.path().endsWith("/approve"))
        .forEach(
            operation -> {
              JsonNode body = operation.node().at("/requestBody/content/application~1json/example");
              HttpResponse<String> answer = calls.post(withExamples(operation), body.toString());
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
              JsonNode schema =
                  operation.node().at("/responses/202/content/application~1json/schema");
              assertThat(faults(schema, HttpCalls.json(answer), answer.body())).isEmpty();
            });
    assertThat(api.written).hasSize(3);
  }

  @Test
  void shouldLeaveNothingUndescribedWhenAnAnswerIsLookedInto() {
    JsonNode schemas = DOCUMENT.at("/components/schemas");
    JsonNode advisory = calls.read("/api/v1/advisories").at("/items/0");
    JsonNode broker = calls.read("/api/v1/clusters/shop/brokers").at("/items/0");
    JsonNode cluster = calls.read("/api/v1/clusters/shop").at("/item");

    assertThat(names(advisory)).isSubsetOf(names(schemas.at("/Advisory/properties")));
    assertThat(names(broker)).isSubsetOf(names(schemas.at("/Broker/properties")));
    assertThat(names(cluster)).isSubsetOf(names(schemas.at("/Cluster/properties")));
  }

  private record Operation(String method, String path, JsonNode node) {}

  private static Stream<Operation> operations() {
    return DOCUMENT.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .map(
                        operation ->
                            new Operation(
                                operation.getKey(), path.getKey(), operation.getValue())));
  }

  private static Stream<JsonNode> parameters(Operation operation) {
    return StreamSupport.stream(operation.node().path("parameters").spliterator(), false)
        .map(p -> p.has("$ref") ? DOCUMENT.at(p.path("$ref").asText().substring(1)) : p);
  }

  private static List<String> variables(String path) {
    return Stream.of(path.split("/", -1))
        .filter(part -> part.startsWith("{"))
        .map(part -> part.substring(1, part.length() - 1))
        .toList();
  }

  private static String withExamples(Operation operation) {
    String path = operation.path();
    List<String> query = new ArrayList<>();
    for (JsonNode parameter : parameters(operation).filter(p -> p.has("example")).toList()) {
      JsonNode example = parameter.path("example");
      String value = example.isArray() ? example.path(0).asText() : example.asText();
      String name = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("path")) {
        path = path.replace("{" + name + "}", value.replace("~", "%7E"));
      } else if (parameter.path("in").asText().equals("query")) {
        query.add(name + "=" + value);
      }
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  private static List<String> faults(JsonNode schema, JsonNode value, String where) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", DOCUMENT.path("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole)
        .validate(value)
        .stream()
        .map(message -> message + " in " + where)
        .toList();
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
  }

  private static JsonNode document() {
    try (InputStream in =
        OpenApiTest.class.getResourceAsStream("/io/kadvisor/api/page/openapi.json")) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
