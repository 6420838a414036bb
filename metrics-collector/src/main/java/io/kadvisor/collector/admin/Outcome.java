package io.kadvisor.collector.admin;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** How a call ended: with a value, or with what went wrong; nothing is thrown across a batch. */
record Outcome<T>(Optional<T> value, Optional<Throwable> failure) {

  /** Waits until the deadline, at least long enough to take a result that is there. */
  static <T> Outcome<T> of(KafkaFuture<T> future, Deadline deadline) throws InterruptedException {
    try {
      return succeeded(future.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      return failed(root(e));
    } catch (TimeoutException | CancellationException e) {
      return failed(e);
    }
  }

  static <T> Outcome<T> succeeded(T value) {
    return new Outcome<>(Optional.of(value), Optional.empty());
  }

  static <T> Outcome<T> failed(Throwable cause) {
    return new Outcome<>(Optional.empty(), Optional.of(cause));
  }

  /**
   * The value.
   *
   * @throws CallFailed when there is none, for a call without which a sweep is nothing
   */
  T orThrow() {
    return value.orElseThrow(() -> new CallFailed(failure.orElseThrow()));
  }

  boolean failedWith(Class<? extends Throwable> type) {
    return failure.filter(type::isInstance).isPresent();
  }

  private static Throwable root(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
