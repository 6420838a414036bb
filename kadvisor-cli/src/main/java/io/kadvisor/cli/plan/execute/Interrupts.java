package io.kadvisor.cli.plan.execute;

import io.kadvisor.executor.wave.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, and whatever else ends this process in order, into a signal to stop, and holds the
 * end up until what is under way is taken back and told.
 */
public final class Interrupts implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final StopSignal signal = new StopSignal();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "plan-end");

  private Interrupts() {}

  /** Listens until closed. */
  public static Interrupts listen() {
    var interrupts = new Interrupts();
    Runtime.getRuntime().addShutdownHook(interrupts.hook);
    return interrupts;
  }

  StopSignal signal() {
    return signal;
  }

  private void stopAndWait() {
    signal.give();
    try {
      boolean unused = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process ends already, and the hook with it.
    }
  }
}
