package io.kadvisor.executor.admin;

import io.kadvisor.executor.wave.Unanswered;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaFuture;

/** Waits for what brokers answer; each call ends by the client's own deadline. */
final class Answers {
  private Answers() {}

  /**
   * An answer without which nothing goes on.
   *
   * @throws Unanswered when there is none
   */
  static <T> T get(String what, KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new Unanswered(what + ": " + why(e), e.getCause());
    }
  }

  /** Why it failed; absent when it did not. */
  static Optional<Throwable> failure(KafkaFuture<?> future) throws InterruptedException {
    try {
      future.get();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(e.getCause());
    }
  }

  /**
   * Why, for those that failed.
   *
   * @param welcome failures that are as good as success
   */
  static <K> Map<K, String> failures(
      Map<K, KafkaFuture<Void>> futures, Predicate<Throwable> welcome) throws InterruptedException {
    Map<K, String> failures = new HashMap<>();
    for (var each : futures.entrySet()) {
      failure(each.getValue())
          .filter(failure -> !welcome.test(failure))
          .ifPresent(failure -> failures.put(each.getKey(), why(failure)));
    }
    return failures;
  }

  static String why(Throwable failure) {
    Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
    String name = cause.getClass().getSimpleName().replaceFirst("Exception$", "");
    return cause.getMessage() == null ? name : cause.getMessage() + " (" + name + ")";
  }
}
