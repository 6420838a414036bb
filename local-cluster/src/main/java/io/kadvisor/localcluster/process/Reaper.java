package io.kadvisor.localcluster.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A shell that outlives this process just long enough to end its children and to remove their
 * folder.
 */
final class Reaper implements AutoCloseable {
  private static final long CLOSE_SECONDS = 15;

  private final Process shell;
  private final Writer lines;

  private Reaper(Process shell) {
    this.shell = shell;
    this.lines = shell.outputWriter(StandardCharsets.US_ASCII);
  }

  static Reaper of(Path folder) {
    var builder =
        new ProcessBuilder(Session.own("sh", "-c", script(), "reaper", folder.toString()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return new Reaper(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the shell that cleans up", e);
    }
  }

  void watch(long pid) {
    send("watch " + pid);
  }

  void forget(long pid) {
    send("forget " + pid);
  }

  private synchronized void send(String line) {
    try {
      lines.write(line + "\n");
      lines.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the shell that cleans up is gone", e);
    }
  }

  boolean isAlive() {
    return shell.isAlive();
  }

  /** Ends all that is watched, removes the folder, and returns when that is done. */
  @Override
  public void close() {
    try {
      synchronized (this) {
        lines.close();
      }
      if (!shell.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the folder of the child processes could not be removed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      // the shell goes on without us
      Thread.currentThread().interrupt();
    }
  }

  private static String script() {
    try (InputStream resource = Reaper.class.getResourceAsStream("reaper.sh")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
