package io.kadvisor.cli.deploy;

import io.kadvisor.localcluster.process.ChildProcess;
import io.kadvisor.localcluster.process.ChildProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A service of the compose file as a process on this machine: its command, environment and mounts,
 * with the names of the container world replaced by where things are here.
 */
final class Container implements AutoCloseable {
  private final String service;
  private final Compose compose;
  private final ChildProcesses processes;
  private final Path image;
  private final Path folder;
  private final Map<String, String> names = new TreeMap<>();
  private ChildProcess process;

  /**
   * @param image what stands for the image's files
   * @param secrets what stands for the folder that {@code prepare.sh} makes
   * @param hosts {@code host:port} of other containers and where they are here
   * @param port what stands for the service's own port
   */
  Container(
      String service,
      Compose compose,
      ChildProcesses processes,
      Path image,
      Path secrets,
      Map<String, String> hosts,
      int port)
      throws IOException {
    this.service = service;
    this.compose = compose;
    this.processes = processes;
    this.image = image;
    this.folder = Files.createDirectories(processes.folder().resolve("container-" + service));
    names.putAll(hosts);
    compose.ports(service).forEach(own -> names.put("port: " + own, "port: " + port));
    names.put(Image.HOME, image + "/");
    mount(secrets);
  }

  private void mount(Path secrets) throws IOException {
    Map<Compose.Mount, Path> files = new LinkedHashMap<>();
    for (Compose.Mount mount : compose.mounts(service)) {
      Path here = folder.resolve(mount.target().substring(1));
      names.put(mount.target(), here.toString());
      if (mount.isFile()) {
        files.put(mount, here);
      } else {
        Files.createDirectories(here);
      }
    }
    for (Map.Entry<Compose.Mount, Path> file : files.entrySet()) {
      Path source = Path.of(file.getKey().source());
      Path from =
          source.getParent().endsWith("secrets")
              ? secrets.resolve(source.getFileName())
              : House.DISTRIBUTION.resolve(source).normalize();
      Files.createDirectories(file.getValue().getParent());
      Files.writeString(file.getValue(), here(Files.readString(from)));
    }
  }

  /** A text of the container world in the names of this machine, the longest names first. */
  private String here(String text) {
    String result = text;
    for (String name :
        names.keySet().stream()
            .sorted((a, b) -> Integer.compare(b.length(), a.length()))
            .toList()) {
      result = result.replace(name, names.get(name));
    }
    return result;
  }

  Container start() {
    List<String> command = new ArrayList<>(List.of(image.resolve("kadvisor").toString()));
    compose.command(service).forEach(word -> command.add(here(word)));
    Path log = processes.logs().resolve(service + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    environment(builder);
    process = processes.start(service, builder, log);
    return this;
  }

  private void environment(ProcessBuilder builder) {
    compose
        .environment(service)
        .forEach((key, value) -> builder.environment().put(key, here(value)));
    // many processes on few cores: little compiling, and its own folder for what it unpacks
    builder
        .environment()
        .merge(
            "KADVISOR_JVM_OPTIONS",
            " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + processes.folder(),
            String::concat);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether the health check of the compose file ends with 0. */
  boolean isHealthy() {
    List<String> check = compose.healthCheck(service).stream().map(this::here).toList();
    ProcessBuilder builder =
        new ProcessBuilder(check)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    processes.logs().resolve(service + "-health.log").toFile()));
    try {
      Process asked = builder.start();
      return asked.waitFor(30, TimeUnit.SECONDS) && asked.exitValue() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What it and its health checks printed. */
  String output() {
    StringBuilder text = new StringBuilder();
    for (String name : List.of(service, service + "-health")) {
      Path log = processes.logs().resolve(name + ".log");
      try {
        text.append("--- ").append(name).append('\n');
        text.append(Files.exists(log) ? Files.readString(log) : "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.kill();
    }
  }
}
