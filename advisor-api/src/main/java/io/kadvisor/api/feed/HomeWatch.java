package io.kadvisor.api.feed;

import io.kadvisor.api.health.HomeSight;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the home cluster every three seconds whether it is there. */
public final class HomeWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HomeWatch.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Admin admin;
  private final HomeSight sight;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "api-home-watch");
            thread.setDaemon(true);
            return thread;
          });

  public HomeWatch(Admin admin, HomeSight sight, InstantSource clock) {
    this.admin = admin;
    this.sight = sight;
    this.clock = clock;
  }

  public void start() {
    ScheduledFuture<?> unused =
        timer.scheduleAtFixedRate(this::ask, 0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ask() {
    try {
      int patience = Math.toIntExact(PATIENCE.toMillis());
      admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(patience))
          .nodes()
          .get(patience, TimeUnit.MILLISECONDS);
      sight.answered(clock.instant());
    } catch (ExecutionException e) {
      sight.failed(e.getCause().getMessage());
    } catch (TimeoutException e) {
      sight.failed("no answer within " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      sight.failed(e.getMessage());
      LOG.atWarn().addKeyValue("why", e.getMessage()).log("The home cluster cannot be asked");
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    admin.close(Duration.ofSeconds(1));
  }
}
