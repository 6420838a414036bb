package io.kadvisor.api.feed;

import io.kadvisor.api.health.HomeSight;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.AuthenticationException;

/** Asks the home cluster every three seconds whether it is there. */
public final class HomeWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Supplier<Admin> clients;
  private final HomeSight sight;
  private final InstantSource clock;
  private Optional<Admin> admin = Optional.empty();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "api-home-watch");
            thread.setDaemon(true);
            return thread;
          });

  public HomeWatch(Supplier<Admin> clients, HomeSight sight, InstantSource clock) {
    this.clients = clients;
    this.sight = sight;
    this.clock = clock;
  }

  /** Made with the first question, since an address may not be known yet. */
  private synchronized Admin admin() {
    if (admin.isEmpty()) {
      admin = Optional.of(clients.get());
    }
    return admin.get();
  }

  public void start() {
    ScheduledFuture<?> unused =
        timer.scheduleAtFixedRate(this::ask, 0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ask() {
    try {
      int patience = Math.toIntExact(PATIENCE.toMillis());
      admin()
          .describeCluster(new DescribeClusterOptions().timeoutMs(patience))
          .nodes()
          .get(patience, TimeUnit.MILLISECONDS);
      sight.answered(clock.instant());
    } catch (ExecutionException e) {
      sight.failed(sentence(e.getCause()));
      if (e.getCause() instanceof AuthenticationException) {
        forget();
      }
    } catch (TimeoutException | RuntimeException e) {
      sight.failed(sentence(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A client keeps the credentials that it was made with: the next one reads what is right by then.
   */
  private synchronized void forget() {
    admin.ifPresent(client -> client.close(Duration.ofSeconds(1)));
    admin = Optional.empty();
  }

  private static String sentence(Throwable failure) {
    if (failure instanceof TimeoutException
        || failure instanceof org.apache.kafka.common.errors.TimeoutException) {
      return "no answer within " + PATIENCE.toSeconds() + " s";
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  @Override
  public synchronized void close() {
    timer.shutdownNow();
    forget();
  }
}
