package io.kadvisor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks the advisor's health once a second and tells when it goes blind and when it sees again. */
final class BlindnessWatch implements AutoCloseable {
  /** One time of blindness as the advisor told it. */
  record Blind(Instant since, Instant toldAt, String why) {}

  private final AdvisorProcess advisor;
  private final Terminal terminal;
  private final Clock clock;
  private final List<Blind> seen = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "blindness-watch");
            thread.setDaemon(true);
            return thread;
          });
  private boolean blind;

  BlindnessWatch(AdvisorProcess advisor, Terminal terminal, Clock clock) {
    this.advisor = advisor;
    this.terminal = terminal;
    this.clock = clock;
  }

  BlindnessWatch start() {
    // rounds end with the executor; look() throws nothing that would end them earlier
    Future<?> unused = rounds.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    return this;
  }

  private void look() {
    Optional<JsonNode> told =
        advisor.health().map(health -> health.path("blind").path(0)).filter(JsonNode::isObject);
    if (told.isPresent() && !blind) {
      tell(told.get());
    } else if (told.isEmpty() && blind) {
      terminal.step("! the advisor sees again");
    }
    blind = told.isPresent();
  }

  private void tell(JsonNode told) {
    Blind seenNow =
        new Blind(
            Instant.parse(told.path("since").asText()),
            clock.instant(),
            told.path("sentence").asText());
    seen.add(seenNow);
    terminal.step("! advisor-blind since " + seenNow.since() + ": " + seenNow.why());
  }

  List<Blind> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
