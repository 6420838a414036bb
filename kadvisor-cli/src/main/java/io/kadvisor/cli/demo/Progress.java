package io.kadvisor.cli.demo;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Says on a terminal, now and then, what takes long; says nothing in a pipe. */
final class Progress implements AutoCloseable {
  private static final long EVERY_SECONDS = 10;

  /** What is under way, since when on the monotonic clock. */
  private record Work(String what, long sinceNanoseconds) {
    long seconds() {
      return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - sinceNanoseconds);
    }
  }

  private final Terminal terminal;
  private final Map<String, Work> works = new ConcurrentHashMap<>();
  private final Rounds ticks = new Rounds("progress");

  Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  // from Java 22 on a console is there in a pipe, too: progress is then told there as well
  @SuppressWarnings("SystemConsoleNull")
  Progress start() {
    if (System.console() != null) {
      ticks.every(Duration.ofSeconds(EVERY_SECONDS), this::tell);
    }
    return this;
  }

  /** Something of a scenario begins, and so what was under way in it has ended. */
  void began(String scenario, String what) {
    works.put(scenario, new Work(what, System.nanoTime()));
  }

  void ended(String scenario) {
    works.remove(scenario);
  }

  private void tell() {
    works.values().stream()
        .filter(work -> work.seconds() >= EVERY_SECONDS)
        .forEach(work -> terminal.step("  … " + work.seconds() + " s: " + work.what()));
  }

  @Override
  public void close() {
    ticks.close();
  }
}
