package io.kadvisor.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints figures with the noise around them. */
final class Figures {
  private static final PrintStream OUT = System.out;

  private Figures() {}

  static void say(String format, Object... arguments) {
    OUT.printf(Locale.ROOT, format + "%n", arguments);
  }

  /** The machine's one-minute load average, to be printed beside each figure. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** What the living threads with such a name have had of the processor so far. */
  static double cpuSeconds(String name) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().contains(name)) {
        nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return nanos / 1e9;
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** Median, best and worst of several runs. */
  static String spread(List<Double> values, String unit) {
    List<Double> sorted = values.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "median %,.3f, best %,.3f, worst %,.3f %s over %d runs",
        median(values),
        sorted.get(0),
        sorted.get(sorted.size() - 1),
        unit,
        sorted.size());
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /** A field of {@code /proc/PID/status} in MB: {@code VmRSS}, {@code VmHWM}. */
  static long megabytes(long pid, String field) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
              .filter(line -> line.startsWith(field + ":"))
              .map(line -> line.replaceAll("[^0-9]", ""))
              .mapToLong(Long::parseLong)
              .findFirst()
              .orElse(0)
          / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the memory of process " + pid, e);
    }
  }
}
