package io.kadvisor.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packed program as a person starts it, with what it prints. */
public final class Program implements AutoCloseable {
  static final Path LAUNCHER = Path.of("target/distribution/kadvisor").toAbsolutePath();

  // a build in the background hands "interrupts are ignored" down to all that it starts
  private static final List<String> INTERRUPTIBLE =
      succeeds("env", "--default-signal=INT", "true")
          ? List.of("env", "--default-signal=INT")
          : List.of();

  private final Process process;
  private final Path output;

  private Program(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts it; what it prints goes to a file in the folder. */
  public static Program start(Path folder, String... arguments) throws IOException {
    return startWith("", folder, arguments);
  }

  /**
   * Starts it with options for Java.
   *
   * @param options as {@code KADVISOR_JVM_OPTIONS} takes them
   */
  static Program startWith(String options, Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(INTERRUPTIBLE);
    command.add(LAUNCHER.toString());
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "output", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("KADVISOR_JVM_OPTIONS", options);
    return new Program(builder.start(), output);
  }

  private static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The exit code, or −1 when it still runs after that time. */
  public int exit(Duration within) throws InterruptedException {
    return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** As Ctrl-C does it. */
  public void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -s INT " + process.pid()).start().waitFor();
  }

  void kill() {
    process.destroyForcibly();
  }

  public String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
  }
}
