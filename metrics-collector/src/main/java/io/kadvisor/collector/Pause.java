package io.kadvisor.collector;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting that ends at once when the collector is closed. */
final class Pause {
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Waits that long, or until the end; true when it is the end. */
  boolean sleep(Duration time) throws InterruptedException {
    return closed.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
  }

  boolean over() {
    return closed.getCount() == 0;
  }

  void end() {
    closed.countDown();
  }
}
