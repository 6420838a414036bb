package io.kadvisor.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.cli.KadvisorMain;
import io.kadvisor.localcluster.process.ChildProcess;
import io.kadvisor.localcluster.process.ChildProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code kadvisor run} as a process of its own, seen from outside. */
final class AdvisorChild {
  private static final String LISTENING = "listening on ";
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long POLL_MILLIS = 50;

  private final ChildProcess process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private AdvisorChild(ChildProcess process) {
    this.process = process;
  }

  static AdvisorChild start(
      ChildProcesses processes, String config, List<String> jvm, String roles) {
    try {
      Path file = Files.writeString(processes.folder().resolve("kadvisor.yaml"), config);
      List<String> command = new ArrayList<>(List.of(ChildProcesses.java()));
      command.addAll(jvm);
      command.addAll(
          List.of(
              "-XX:+ExitOnOutOfMemoryError",
              "-Djava.io.tmpdir=" + processes.folder(),
              "-cp",
              System.getProperty("java.class.path"),
              KadvisorMain.class.getName(),
              "run",
              "--roles",
              roles,
              "--config",
              file.toString()));
      return new AdvisorChild(
          processes.startLogged("advisor-" + System.nanoTime(), command, processes.folder()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.kill();
  }

  /** Seconds until the health is as wanted. */
  double await(Predicate<JsonNode> wanted) throws InterruptedException {
    Instant start = Instant.now();
    while (health().filter(wanted).isEmpty()) {
      if (!process.isAlive() || Instant.now().isAfter(start.plus(PATIENCE))) {
        throw new IllegalStateException(
            "the advisor did not come so far; " + String.join("\n", process.lastLines(15)));
      }
      Thread.sleep(POLL_MILLIS);
    }
    return Figures.seconds(Duration.between(start, Instant.now()));
  }

  Optional<JsonNode> health() throws InterruptedException {
    Optional<URI> page =
        process.lastLines(500).stream()
            .filter(line -> line.contains(LISTENING))
            .map(line -> line.substring(line.indexOf(LISTENING) + LISTENING.length()).strip())
            .map(address -> URI.create(address + "/health/ready"))
            .reduce((first, second) -> second);
    if (page.isEmpty()) {
      return Optional.empty();
    }
    try {
      HttpRequest request =
          HttpRequest.newBuilder(page.get()).timeout(Duration.ofSeconds(3)).build();
      return Optional.of(
          json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A detail of a role, such as {@code state} of {@code streams}; empty when not told. */
  static String detail(JsonNode health, String role, String name) {
    for (JsonNode found : health.path("roles")) {
      if (found.path("name").asText().equals(role)) {
        return found.path("details").path(name).asText();
      }
    }
    return "";
  }

  /** A detail that is a number; zero when not told. */
  static long number(JsonNode health, String role, String name) {
    String text = detail(health, role, name);
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }
}
