package io.kadvisor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Asks the advisor's health once a second and tells when it goes blind and when it sees again. */
final class BlindnessWatch implements AutoCloseable {
  /** One time of blindness as the advisor told it. */
  record Blind(Instant since, Instant toldAt, String why) {}

  private static final Duration EVERY = Duration.ofSeconds(1);

  private final AdvisorProcess advisor;
  private final Terminal terminal;
  private final Clock clock;
  private final List<Blind> seen = new CopyOnWriteArrayList<>();
  private final Rounds rounds = new Rounds("blindness-watch");
  private boolean blind;

  BlindnessWatch(AdvisorProcess advisor, Terminal terminal, Clock clock) {
    this.advisor = advisor;
    this.terminal = terminal;
    this.clock = clock;
  }

  BlindnessWatch start() {
    rounds.every(EVERY, this::look);
    return this;
  }

  private void look() {
    Optional<JsonNode> told =
        advisor.health().map(health -> health.path("blind").path(0)).filter(BlindnessWatch::isLoss);
    if (told.isPresent() && !blind) {
      tell(told.get());
    } else if (told.isEmpty() && blind) {
      terminal.step("! the advisor sees again");
    }
    blind = told.isPresent();
  }

  /** What has yet to be read for the first time is not lost. */
  private static boolean isLoss(JsonNode told) {
    return told.isObject() && !told.path("cause").asText().equals("starting");
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
    rounds.close();
  }
}
