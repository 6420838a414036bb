package io.kadvisor.executor.wave;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells one who carries out a plan to stop. Once given, it stays. */
public final class StopSignal {
  private final CountDownLatch given = new CountDownLatch(1);

  public void give() {
    given.countDown();
  }

  boolean isGiven() {
    return given.getCount() == 0;
  }

  /** Waits for so long, or until it is given. */
  void await(Duration time) throws InterruptedException {
    boolean unused = given.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
