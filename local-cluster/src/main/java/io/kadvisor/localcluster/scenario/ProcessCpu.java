package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.Deadline;
import io.kadvisor.localcluster.LocalBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** CPU time of a process as the system counts it: {@code /proc/PID/stat}, see proc(5). */
record ProcessCpu(Path stat) {
  /** USER_HZ of every Linux that a broker runs on (proc(5), sysconf(_SC_CLK_TCK)). */
  private static final double TICKS_A_SECOND = 100;

  /** Fields after the command's closing bracket: state is the first, utime the twelfth. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  static ProcessCpu of(LocalBroker broker) {
    long pid =
        broker
            .pid()
            .orElseThrow(() -> new ClusterView.Unseen("broker " + broker.id() + " does not run"));
    return new ProcessCpu(Path.of("/proc", Long.toString(pid), "stat"));
  }

  /**
   * Cores used while this call waits.
   *
   * @throws ClusterView.Unseen where the system does not count so
   */
  double coresOver(Duration time) {
    double before = seconds();
    long start = System.nanoTime();
    if (!Deadline.rest(time)) {
      throw new ClusterView.Unseen("interrupted");
    }
    double passed = (System.nanoTime() - start) / 1e9;
    return (seconds() - before) / passed;
  }

  private double seconds() {
    try {
      String line = Files.readString(stat);
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_A_SECOND;
    } catch (IOException e) {
      throw new ClusterView.Unseen(e);
    }
  }
}
