package io.kadvisor.localcluster.scenario;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for the Admin client's answers. */
final class Answers {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Answers() {}

  /** The answer to what a step asked for. */
  static <T> T of(String step, KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailed(step, e);
    } catch (ExecutionException e) {
      throw new StepFailed(step, e.getCause());
    } catch (TimeoutException e) {
      throw new StepFailed(step + ": no answer within " + PATIENCE.toSeconds() + " s");
    }
  }
}
