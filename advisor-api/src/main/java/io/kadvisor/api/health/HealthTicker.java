package io.kadvisor.api.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kadvisor.api.event.EventLog;
import io.kadvisor.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks twice a second whether everything is seen, and tells subscribers and the log when that
 * changes.
 */
public final class HealthTicker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthTicker.class);
  private static final Duration PACE = Duration.ofMillis(500);

  private final Sight sight;
  private final EventLog events;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "api-health");
            thread.setDaemon(true);
            return thread;
          });
  private Optional<List<Blindness>> told = Optional.empty();

  public HealthTicker(Sight sight, EventLog events) {
    this.sight = sight;
    this.events = events;
  }

  public void start() {
    ScheduledFuture<?> unused =
        timer.scheduleAtFixedRate(this::look, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    List<Blindness> blind = sight.blind();
    if (!told.equals(Optional.of(blind))) {
      told = Optional.of(blind);
      blind.forEach(
          b ->
              LOG.atWarn()
                  .addKeyValue("cause", b.cause())
                  .addKeyValue("since", b.since())
                  .log("Not everything is seen"));
      events.tellState("health", "health", json(Map.of("at", sight.now(), "blind", blind)));
    }
  }

  private static String json(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("health can be written", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
