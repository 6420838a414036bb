package io.kadvisor.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Notices when the machine gives the demo no time: a virtual machine that stands still, CPU that
 * its host gives to others, a disk that does not write. With durations sixty times shorter than in
 * production a second of that is a minute.
 */
public final class MachineWatch implements Attempts.Machine, AutoCloseable {
  private static final Path STAT = Path.of("/proc/stat");
  private static final Duration EVERY = Duration.ofMillis(250);

  /** Longer than a stretch that is judged, of which it would hold none otherwise. */
  static final Duration CALM = MachineLook.STRETCH.multipliedBy(2);

  private static final Duration CALM_WITHIN = Duration.ofMinutes(4);

  private final Clock clock;
  private final Queue<MachineLook> looks = new ConcurrentLinkedQueue<>();
  private final Rounds rounds = new Rounds("machine-watch");

  public MachineWatch(Clock clock) {
    this.clock = clock;
  }

  /** Begins to look. */
  public MachineWatch start() {
    rounds.every(EVERY, this::look);
    return this;
  }

  private void look() {
    looks.add(MachineLook.of(clock.instant(), stat()));
  }

  /** The kernel's account of CPU time; empty where there is none. */
  private static String stat() {
    try (Stream<String> lines = Files.lines(STAT)) {
      return lines.findFirst().orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public Optional<String> disturbed(Instant from, Instant to) {
    return MachineLook.disturbed(MachineLook.around(List.copyOf(looks), from, to));
  }

  @Override
  public void awaitCalm() {
    Instant begin = clock.instant();
    Instant now = begin;
    try {
      while (now.isBefore(begin.plus(CALM_WITHIN))
          && (now.isBefore(begin.plus(CALM)) || disturbed(now.minus(CALM), now).isPresent())) {
        Thread.sleep(EVERY.toMillis());
        now = clock.instant();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
