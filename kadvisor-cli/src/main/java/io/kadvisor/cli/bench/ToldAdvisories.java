package io.kadvisor.cli.bench;

import io.kadvisor.localcluster.scenario.AdviceGate;
import io.kadvisor.localcluster.scenario.Expectation;
import io.kadvisor.localcluster.scenario.ScenarioRun;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What a subscriber of the API's events has been told of, and when; it comes back when it is cut
 * off. Holds scenarios until their advisory has come, and until all that they opened has ended.
 */
final class ToldAdvisories implements AdviceGate, AutoCloseable {
  private static final Duration OPENS_WITHIN = Duration.ofSeconds(60);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(90);
  private static final Duration AGAIN = Duration.ofMillis(200);
  private static final String DATA = "data: ";

  /** The newest revision, and when the first one came. */
  record Told(Advisory advisory, Instant firstAt) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI events;
  private final Clock clock;
  private final Map<AdvisoryId, Told> told = new LinkedHashMap<>();
  private final Thread thread = new Thread(this::follow, "bench-events");
  private volatile String lastId = "";
  private volatile boolean closed;

  ToldAdvisories(URI api, Clock clock) {
    this.events = api.resolve("/api/v1/events");
    this.clock = clock;
    thread.setDaemon(true);
  }

  ToldAdvisories start() {
    thread.start();
    return this;
  }

  private void follow() {
    try {
      while (!closed) {
        read();
        Thread.sleep(AGAIN.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() throws InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(events);
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    try (Stream<String> lines =
        http.send(request.build(), HttpResponse.BodyHandlers.ofLines()).body()) {
      String[] type = {""};
      lines.takeWhile(line -> !closed).forEach(line -> take(line, type));
    } catch (IOException | RuntimeException cutOff) {
      // comes back from where it was
    }
  }

  private void take(String line, String[] type) {
    if (line.startsWith("id:")) {
      lastId = line.substring(3).strip();
    } else if (line.startsWith("event:")) {
      type[0] = line.substring(6).strip();
    } else if (line.startsWith(DATA) && type[0].equals("advisory")) {
      take(line.substring(DATA.length()));
    }
  }

  private void take(String data) {
    Instant now = clock.instant();
    try {
      Advisory advisory = Json.mapper().readValue(data, Advisory.class);
      synchronized (told) {
        told.merge(
            advisory.id(),
            new Told(advisory, now),
            (old, next) -> new Told(advisory, old.firstAt()));
        told.notifyAll();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the API's own advisory can be read", e);
    }
  }

  /** All that opened since a fault was injected. */
  List<Told> since(ScenarioRun run) {
    Instant from = run.injectedAt().orElse(Instant.MAX);
    synchronized (told) {
      return told.values().stream().filter(t -> !t.advisory().openedAt().isBefore(from)).toList();
    }
  }

  /** The advisory that a fault should open. */
  Optional<Told> expected(ScenarioRun run) {
    return since(run).stream().filter(t -> isExpected(t.advisory(), run)).findFirst();
  }

  /** That advisory, where it was open when the fault was injected. */
  Optional<Advisory> openBefore(ScenarioRun run) {
    Instant injected = run.injectedAt().orElse(Instant.MIN);
    synchronized (told) {
      return told.values().stream()
          .map(Told::advisory)
          .filter(a -> isExpected(a, run))
          .filter(a -> a.openedAt().isBefore(injected))
          .filter(a -> a.endedAt().map(end -> !end.isBefore(injected)).orElse(true))
          .findFirst();
    }
  }

  private static boolean isExpected(Advisory advisory, ScenarioRun run) {
    Expectation expectation = run.scenario().expectation().orElseThrow();
    return advisory.subject().tag().equals(expectation.subject())
        && advisory.category().name().equals(expectation.category());
  }

  /** Waits until nothing is open, for a fault to be alone; not for ever. */
  void awaitCalm() {
    await(() -> told.values().stream().allMatch(t -> t.advisory().state().ended()), ENDS_WITHIN);
  }

  @Override
  public void awaitOpened(ScenarioRun run) {
    await(() -> expected(run).isPresent(), OPENS_WITHIN);
  }

  @Override
  public void awaitResolved(ScenarioRun run) {
    await(() -> since(run).stream().allMatch(t -> t.advisory().state().ended()), ENDS_WITHIN);
  }

  private void await(BooleanSupplier condition, Duration within) {
    Instant deadline = clock.instant().plus(within);
    synchronized (told) {
      try {
        while (!condition.getAsBoolean() && clock.instant().isBefore(deadline)) {
          told.wait(AGAIN.toMillis());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
