package io.kadvisor.localcluster.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processes that this one starts, with a temporary folder of their own. All of them end and the
 * folder goes when this object is closed or when this process ends, by {@code kill -9} or
 * otherwise; stopped (paused) ones as well.
 */
public final class ChildProcesses implements AutoCloseable {
  private final Path folder;
  private final Path logs;
  private final Reaper reaper;

  private ChildProcesses(Path folder, Path logs, Reaper reaper) {
    this.folder = folder;
    this.logs = logs;
    this.reaper = reaper;
  }

  /** Makes a new temporary folder whose name starts with the prefix. */
  public static ChildProcesses inTemporaryFolder(String prefix) {
    try {
      Path folder = Files.createTempDirectory(prefix);
      var reaper = Reaper.of(folder);
      return new ChildProcesses(folder, Files.createDirectory(folder.resolve("logs")), reaper);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder for child processes", e);
    }
  }

  public Path folder() {
    return folder;
  }

  /** Where {@link #startLogged} sends what the processes print. */
  public Path logs() {
    return logs;
  }

  /** Starts a command whose whole output is appended to {@code logs()/name.log}. */
  public ChildProcess startLogged(String name, List<String> command, Path workingFolder) {
    Path log = logs.resolve(name + ".log");
    var builder =
        new ProcessBuilder(command)
            .directory(workingFolder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return start(name, builder, log);
  }

  /**
   * Starts what the builder says; where its output goes is the builder's business. Standard input
   * stays a pipe that the child may watch: it ends with this process.
   *
   * @param log the file with the process's output, for {@link ChildProcess#lastLines}
   */
  public ChildProcess start(String name, ProcessBuilder builder, Path log) {
    try {
      builder.command(Session.own(builder.command()));
      Process process = builder.start();
      reaper.watch(process.pid());
      return new ChildProcess(name, process, process.onExit().thenApply(this::forget), log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  private int forget(Process ended) {
    if (reaper.isAlive()) {
      reaper.forget(ended.pid());
    }
    return ended.exitValue();
  }

  /** The {@code java} that runs this process. */
  public static String java() {
    return String.join(File.separator, System.getProperty("java.home"), "bin", "java");
  }

  /** Kills every process that still runs and removes the folder. */
  @Override
  public void close() {
    reaper.close();
  }
}
