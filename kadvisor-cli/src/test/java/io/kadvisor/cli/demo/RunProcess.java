package io.kadvisor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.localcluster.process.ChildProcess;
import io.kadvisor.localcluster.process.ChildProcesses;
import io.kadvisor.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@code kadvisor run} of the packed program. It can be started again; what it prints is kept over
 * all starts.
 */
final class RunProcess implements AutoCloseable {
  private static final String LISTENING = "listening on ";
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);
  // many processes on few cores: small heaps, little compiling
  private static final String JVM = "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private final ChildProcesses processes;
  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();
  private ChildProcess process;

  RunProcess(ChildProcesses processes, String name, Path config, String... more) {
    this(processes, name, Map.of(), config, more);
  }

  RunProcess(
      ChildProcesses processes,
      String name,
      Map<String, String> environment,
      Path config,
      String... more) {
    this.processes = processes;
    this.name = name;
    this.environment = environment;
    this.log = processes.logs().resolve(name + ".log");
    this.command =
        new ArrayList<>(List.of(Program.LAUNCHER.toString(), "run", "--config", config.toString()));
    command.addAll(List.of(more));
  }

  /** The same with the launcher of another distribution. */
  RunProcess from(Path launcher) {
    command.set(0, launcher.toString());
    return this;
  }

  RunProcess start() {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(processes.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder
        .environment()
        .put("KADVISOR_JVM_OPTIONS", JVM + " -Djava.io.tmpdir=" + processes.folder());
    builder.environment().putAll(environment);
    process = processes.start(name, builder, log);
    return this;
  }

  /** As a service manager ends it; true when it ended by itself. */
  boolean terminate(Duration patience) {
    return process.terminate(patience);
  }

  void kill() {
    process.kill();
  }

  /** Stops it where it is, as a long garbage collection would. */
  void pause() {
    process.pause();
  }

  void resume() {
    process.resume();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** The exit code, or −1 when it still runs after that time. */
  int exit(Duration within) throws InterruptedException {
    return process.process().waitFor(within.toMillis(), TimeUnit.MILLISECONDS)
        ? process.process().exitValue()
        : -1;
  }

  /** All that it printed, over all of its starts. */
  String output() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where its API is; absent until it says so. */
  Optional<URI> address() {
    return output()
        .lines()
        .filter(line -> line.contains(LISTENING))
        .map(line -> line.substring(line.indexOf(LISTENING) + LISTENING.length()).strip())
        .map(URI::create)
        .reduce((first, second) -> second);
  }

  /** What {@code /health/ready} says, whatever the status; absent while nobody answers. */
  Optional<JsonNode> health() {
    return get("/health/ready").map(RunProcess::tree);
  }

  /** The body of an answer of the API; absent while nobody answers. */
  Optional<String> get(String path, String... headers) {
    return address().flatMap(page -> get(page.resolve(path), headers));
  }

  private Optional<String> get(URI address, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWERS_WITHIN);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return Optional.of(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static JsonNode tree(String body) {
    try {
      return Json.mapper().readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.kill();
    }
  }
}
