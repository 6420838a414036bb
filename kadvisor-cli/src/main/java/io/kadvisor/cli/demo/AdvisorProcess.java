package io.kadvisor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.localcluster.process.ChildProcess;
import io.kadvisor.localcluster.process.ChildProcesses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The advisor as a child process: {@code kadvisor run} with the demo's configuration, nothing else.
 */
public final class AdvisorProcess {
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);
  private static final String LISTENING = "listening on ";

  private final ChildProcesses processes;
  private final Path config;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();
  private final ObjectMapper json = new ObjectMapper();
  private ChildProcess process;

  public AdvisorProcess(ChildProcesses processes, Path config) {
    this.processes = processes;
    this.config = config;
  }

  public void start() {
    process = processes.startLogged("advisor", command(), processes.folder());
  }

  private List<String> command() {
    return List.of(
        ChildProcesses.java(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        // native libraries are unpacked there, and go with the folder
        "-Djava.io.tmpdir=" + processes.folder(),
        "-Dkadvisor.home=" + System.getProperty("kadvisor.home", ""),
        "-cp",
        System.getProperty("java.class.path"),
        "io.kadvisor.cli.KadvisorMain",
        "run",
        "--config",
        config.toString());
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public List<String> lastLines(int count) {
    return process.lastLines(count);
  }

  public void stop(Duration patience) {
    if (process != null && process.isAlive() && !process.terminate(patience)) {
      process.kill();
    }
  }

  /** Where the page is; absent until the advisor says it. */
  public Optional<URI> address() {
    return process.lastLines(2_000).stream()
        .filter(line -> line.contains(LISTENING))
        .map(
            line ->
                URI.create(line.substring(line.indexOf(LISTENING) + LISTENING.length()).strip()))
        .reduce((first, second) -> second);
  }

  /** What {@code /health/ready} says, with any status; absent when nobody answers. */
  public Optional<JsonNode> health() {
    return address().flatMap(page -> get(page.resolve("/health/ready")));
  }

  /** What its API says at a path, with any status; absent when nobody answers. */
  Optional<JsonNode> ask(String path) {
    return address().flatMap(page -> get(page.resolve(path)));
  }

  private Optional<JsonNode> get(URI address) {
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWERS_WITHIN).build();
      String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return Optional.of(json.readTree(body));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
