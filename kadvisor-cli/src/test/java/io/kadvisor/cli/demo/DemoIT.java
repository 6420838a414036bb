package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person starts and ends it. */
class DemoIT {
  private static final Duration READY_WITHIN = Duration.ofSeconds(240);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(240);
  private static final Duration SCENARIO_WITHIN = Duration.ofMinutes(10);
  private static final Pattern PAGE = Pattern.compile("The page is at (http://127.0.0.1:(\\d+))");

  /** The program's folder for temporary files, so that what it leaves there is seen. */
  @TempDir Path temporary;

  @TempDir Path folder;

  @Test
  void shouldTakeAnotherPortAndLeaveNothingWhenThePortIsTakenAndItIsInterrupted() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Program demo = start("--port", Integer.toString(taken.getLocalPort()))) {
      awaitThat(demo, READY_WITHIN, () -> page(demo).find());
      assertThat(Integer.parseInt(page(demo, 2))).isGreaterThan(taken.getLocalPort());
      awaitThat(demo, READY_WITHIN, () -> demo.output().contains("Running until you press Ctrl-C"));

      demo.interrupt();

      assertThat(demo.exit(ENDS_WITHIN)).as(demo.output()).isNotNegative();
      assertNothingIsLeft(demo);
    }
  }

  @Test
  void shouldLeaveNothingWhenItIsKilled() throws Exception {
    try (Program demo = start("--port", "0")) {
      awaitThat(demo, READY_WITHIN, () -> page(demo).find());

      demo.kill();

      assertNothingIsLeft(demo);
    }
  }

  @Test
  void shouldRunAPersonsOwnFileWhenOnlyTheAdminApiIsThere() throws Exception {
    Path scenario =
        Files.writeString(
            folder.resolve("own.yaml"),
            """
            format: scenario/1
            scenarios:
              - name: one-copy
                watch: A topic appears with one copy of each partition.
                expect: {category: DURABILITY, subject: "topic:receipts", cause: factor-low}
                steps:
                  - create-topic: {topic: receipts, assignment: {0: [1], 1: [2], 2: [3]}, config: {min.insync.replicas: 1}}
                prove:
                  all:
                    - replicas: {topic: receipts, factor: 1}
                repair:
                  - reassign: {topic: receipts, factor: 3}
                  - elect: {topic: receipts}
                repaired:
                  all:
                    - replicas: {topic: receipts, factor: 3}
                cleanup:
                  - delete-topic: {topic: receipts}
            """);
    Path report = folder.resolve("report.json");

    try (Program demo =
        start(
            "--port",
            "0",
            "--no-jmx",
            "--scenario-file",
            scenario.toString(),
            "--report",
            report.toString())) {
      awaitThat(demo, READY_WITHIN, () -> demo.output().contains("== one-copy"));
      JsonNode health = health(demo);

      assertThat(health.path("status").asText()).isEqualTo("UP");
      assertThat(health.at("/clusters/0/unseen").findValuesAsText("fact")).contains("BROKER_CPU");
      assertThat(health.at("/clusters/0/unseen/0/remedy").asText()).contains("JMX port");
      assertThat(off(health)).containsExactlyInAnyOrderElementsOf(needingJmx());
      assertThat(demo.exit(SCENARIO_WITHIN)).as(demo.output()).isZero();
      assertThat(Json.mapper().readTree(report.toFile()).at("/scenarios/0/passed").asBoolean())
          .isTrue();
    }
  }

  /** Rules that JMX only sharpens are told, too, and run. */
  private static List<String> off(JsonNode health) {
    return StreamSupport.stream(health.at("/clusters/0/rules").spliterator(), false)
        .filter(rule -> rule.path("off").asBoolean())
        .map(rule -> rule.path("rule").asText())
        .toList();
  }

  private static List<String> needingJmx() {
    return Rules.definitions().stream()
        .filter(rule -> rule.facts().stream().anyMatch(fact -> fact.source() == Fact.Source.JMX))
        .map(RuleDefinition::name)
        .toList();
  }

  @Test
  void shouldSayAllFaultsAtOnceWhenTheScenarioFileIsWrong() throws Exception {
    Path scenario =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            """
            format: scenario/1
            scenarios:
              - name: wrong
                watch: Nothing.
                expect: {category: LAG, subject: "broker:1"}
                steps:
                  - explode: {broker: 1}
                  - kill: {brokr: 1}
            """);

    try (Program demo = start("--scenario-file", scenario.toString())) {
      assertThat(demo.exit(ENDS_WITHIN)).isEqualTo(ExitCode.WRONG_USAGE.number());
      assertThat(demo.output())
          .contains("scenarios[0].expect.cause: ")
          .contains("scenarios[0].steps[0]: found {\"explode\"")
          .contains("scenarios[0].steps[1].kill.brokr: ")
          .contains("scenarios[0].prove: ");
    }
  }

  private Program start(String... more) throws IOException {
    String[] arguments = Stream.concat(Stream.of("demo"), Stream.of(more)).toArray(String[]::new);
    return Program.startWith("-Djava.io.tmpdir=" + temporary, folder, arguments);
  }

  private void assertNothingIsLeft(Program demo) throws IOException {
    awaitThat(demo, ENDS_WITHIN, () -> processes().isEmpty() && foldersLeft().isEmpty());
  }

  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(command -> command.contains(temporary.toString()))
        .toList();
  }

  private List<String> foldersLeft() {
    try (Stream<Path> files = Files.list(temporary)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("hsperfdata"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Matcher page(Program demo) throws IOException {
    return PAGE.matcher(demo.output());
  }

  private static String page(Program demo, int group) throws IOException {
    Matcher page = page(demo);
    assertThat(page.find()).isTrue();
    return page.group(group);
  }

  private static JsonNode health(Program demo) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(page(demo, 1) + "/health/ready")).build();
    return Json.mapper()
        .readTree(
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private void awaitThat(Program demo, Duration within, Callable<Boolean> condition)
      throws IOException {
    try {
      await().atMost(within).until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(demo.output() + "\n" + processes() + "\n" + foldersLeft(), e);
    }
  }
}
