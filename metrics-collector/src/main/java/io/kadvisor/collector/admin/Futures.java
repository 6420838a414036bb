package io.kadvisor.collector.admin;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Results of our own threads, whose tasks end by their own deadlines. */
final class Futures {
  private Futures() {}

  static <T> T get(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
