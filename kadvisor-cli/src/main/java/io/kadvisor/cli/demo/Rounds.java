package io.kadvisor.cli.demo;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does the same again and again, in a thread that keeps no process alive. */
final class Rounds implements AutoCloseable {
  private final ScheduledExecutorService thread;

  Rounds(String name) {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, name);
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /**
   * The first after as long as each next one.
   *
   * @param round throws nothing, which would end the rounds
   */
  void every(Duration period, Runnable round) {
    Future<?> unused =
        thread.scheduleWithFixedDelay(
            round, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
