package io.kadvisor.localcluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One child process and the signals that a fault needs. */
public final class ChildProcess {
  private static final Duration KILL_TAKES = Duration.ofSeconds(10);

  /**
   * A thread that a busy machine does not let run goes on for a while after the signal. Where there
   * is no /proc nothing is waited for; T is stopped, Z and X are threads that ended.
   */
  private static final String UNTIL_ALL_THREADS_STAND =
      "while grep -qsv ') [TZX] ' /proc/\"$1\"/task/*/stat; do :; done";

  private final String name;
  private final Process process;
  private final CompletableFuture<Integer> exit;
  private final Path log;

  ChildProcess(String name, Process process, CompletableFuture<Integer> exit, Path log) {
    this.name = name;
    this.process = process;
    this.exit = exit;
    this.log = log;
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes with the exit code when the process has ended. */
  public CompletableFuture<Integer> exit() {
    return exit.copy();
  }

  /** The process itself, for its streams and its exit code. */
  public Process process() {
    return process;
  }

  /**
   * Stops the process's clock (SIGSTOP): its ports stay open and nobody answers, from the return of
   * this method on.
   */
  public void pause() {
    shell("stop", "kill -s STOP \"$1\" && " + UNTIL_ALL_THREADS_STAND);
  }

  /** Lets a paused process go on (SIGCONT). */
  public void resume() {
    shell("resume", "kill -s CONT \"$1\"");
  }

  /** Ends the process at once (SIGKILL), paused or not. */
  public void kill() {
    process.destroyForcibly();
    if (!awaitExit(KILL_TAKES)) {
      throw new IllegalStateException(name + " does not end");
    }
  }

  /** Asks the process to end (SIGTERM); false if it still runs when the time is up. */
  public boolean terminate(Duration patience) {
    // Process.destroy() would close the pipes as well, and a child that watches them would halt at
    // once
    process.toHandle().destroy();
    return awaitExit(patience);
  }

  private boolean awaitExit(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The shell's own {@code kill}, since small systems have no program of that name. */
  private void shell(String verb, String script) {
    try {
      if (new ProcessBuilder("sh", "-c", script, verb, "" + pid()).start().waitFor() != 0) {
        throw new IllegalStateException("cannot " + verb + " " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The newest lines of the process's output, oldest first; empty if there is none. */
  public List<String> lastLines(int count) {
    if (!Files.exists(log)) {
      return List.of();
    }
    try {
      // bytes that are no UTF-8 must not hide the message
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
