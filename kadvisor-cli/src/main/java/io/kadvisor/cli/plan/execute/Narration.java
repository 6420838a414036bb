package io.kadvisor.cli.plan.execute;

import io.kadvisor.cli.plan.wave.Words;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.Waves;
import io.kadvisor.executor.wave.Cause;
import io.kadvisor.executor.wave.Progress;
import io.kadvisor.executor.wave.Told;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.SortedSet;

/** Tells a person each wave before it begins, how it goes on, and when it is done. */
final class Narration implements Told {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final int NAMED = 3;

  private final Waves waves;
  private final PrintWriter out;
  private final boolean terminal;
  private String waitedFor = "";
  private Duration last = Duration.ZERO;

  /**
   * @param terminal true when somebody reads along, and is told how a wave goes on
   */
  Narration(Waves waves, PrintWriter out, boolean terminal) {
    this.waves = waves;
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void unknownMinIsr(SortedSet<String> topics) {
    line("%s", unknown(topics));
  }

  static String unknown(SortedSet<String> topics) {
    return Words.format(
        "The min ISR of %s is not known (%s) and taken for 1: to read it takes DescribeConfigs on"
            + " topics.",
        Words.count(topics.size(), "topic"), Words.first(NAMED, topics));
  }

  @Override
  public void waits(int wave, String why) {
    if (!why.equals(waitedFor)) {
      line("%s waits: %s.", name(wave), why);
    }
    waitedFor = why;
  }

  @Override
  public void begins(int at) {
    Wave wave = waves.waves().get(at);
    String copied =
        wave.throttle()
            .map(
                throttle ->
                    Words.format(
                        "%s, %s at %s, %s",
                        wave.copies() == 1 ? "1 copy" : wave.copies() + " copies",
                        Words.megabytes(wave.megabytes()),
                        Words.rate(throttle.kilobytesPerSecond()),
                        Words.about(throttle.duration())))
            .orElse("copies nothing");
    line(
        "%s begins: %s, %s, %s.",
        name(at),
        Words.purpose(waves.model(), wave),
        Words.count(wave.steps().size(), "partition"),
        copied);
    last = Duration.ZERO;
    waitedFor = "";
  }

  @Override
  public void goesOn(int wave, Progress progress) {
    if (terminal && progress.elapsed().minus(last).compareTo(EVERY) >= 0) {
      last = progress.elapsed();
      line("  %s", sentence(progress));
    }
  }

  static String sentence(Progress progress) {
    var text = new StringBuilder();
    text.append(Words.format("%d of %d partitions done", progress.done(), progress.partitions()));
    if (progress.bytesLeft().isPresent() && progress.bytes().isPresent()) {
      long copied = progress.bytes().getAsLong() - progress.bytesLeft().getAsLong();
      text.append(
          Words.format(
              ", %s of %s copied",
              Words.megabytes(megabytes(copied)),
              Words.megabytes(megabytes(progress.bytes().getAsLong()))));
    }
    text.append(Words.format(", %s", Words.duration(progress.elapsed())));
    progress.left().ifPresent(left -> text.append(", " + Words.about(left) + " left"));
    return text.toString();
  }

  private static double megabytes(long bytes) {
    return bytes / 1024.0 / 1024.0;
  }

  @Override
  public void ends(int wave, Duration took) {
    line("%s is done, after %s.", name(wave), Words.duration(took));
  }

  @Override
  public void stops(Cause cause, String why) {
    line("Stopping: %s.", why);
  }

  private String name(int wave) {
    return Words.format("Wave %d of %d", wave + 1, waves.waves().size());
  }

  private void line(String form, Object... values) {
    out.println(Words.format(form, values));
    out.flush();
  }
}
