package io.kadvisor.api.http;

import io.javalin.http.Context;
import io.kadvisor.api.access.Caller;
import io.kadvisor.api.event.Event;
import io.kadvisor.api.event.EventId;
import io.kadvisor.api.event.EventLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Server-sent events. Each subscriber reads the log at its own speed, on the thread of its request;
 * one that comes back with {@code Last-Event-ID} gets what it has not had, from any instance.
 */
final class EventRoute {
  private static final int MOST = 100;
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final String CATCH_UP =
      "{\"why\":\"events before these are no longer kept\",\"look\":\"/api/v1/advisories\"}";

  private final EventLog log;
  private final Semaphore places = new Semaphore(MOST);
  private final AtomicInteger subscribers = new AtomicInteger();

  EventRoute(EventLog log) {
    this.log = log;
  }

  Route route() {
    return Route.get("/api/v1/events", this::stream);
  }

  int subscribers() {
    return subscribers.get();
  }

  private void stream(Context context, Caller caller) throws IOException, InterruptedException {
    Parameters parameters = new Parameters(context);
    String query = parameters.text("lastEventId").orElse("");
    parameters.end();
    EventId from = position(context, query);
    if (!places.tryAcquire()) {
      throw Problem.Kind.UNAVAILABLE.because("There are " + MOST + " subscribers already.");
    }
    subscribers.incrementAndGet();
    try {
      new Subscription(context, from).run();
    } finally {
      subscribers.decrementAndGet();
      places.release();
    }
  }

  /** A newcomer begins now; what there is already is asked for. */
  private EventId position(Context context, String query) {
    String header = context.header("Last-Event-ID");
    String text = header == null || header.isBlank() ? query : header;
    if (text.isBlank()) {
      return log.newest();
    }
    try {
      return EventId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.Kind.BAD_REQUEST.because(e.getMessage());
    }
  }

  private final class Subscription {
    private final OutputStream out;
    private EventId position;

    Subscription(Context context, EventId from) throws IOException {
      context.res().setContentType("text/event-stream");
      context.res().setCharacterEncoding("utf-8");
      context.res().setHeader("Cache-Control", "no-cache");
      context.res().setHeader("X-Accel-Buffering", "no");
      this.out = context.res().getOutputStream();
      this.position = from;
    }

    void run() throws IOException, InterruptedException {
      EventLog.Batch batch = log.since(position);
      write("ready", "{}", true);
      for (long seen = batch.upTo(); !log.closed(); seen = batch.upTo()) {
        write(batch);
        batch = log.after(seen, HEARTBEAT);
      }
    }

    private void write(EventLog.Batch batch) throws IOException {
      if (batch.missed()) {
        write("missed", CATCH_UP, false);
      }
      List<Event> fresh = batch.events().stream().filter(event -> !hasHad(event)).toList();
      for (Event event : fresh) {
        event.position().ifPresent(at -> position = position.advancedTo(at));
        write(event.type(), event.data(), event.position().isPresent());
      }
      if (fresh.isEmpty()) {
        out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
      }
      out.flush();
    }

    /** As when this process reads again at its start what another has told. */
    private boolean hasHad(Event event) {
      return event.position().filter(position::covers).isPresent();
    }

    private void write(String type, String data, boolean withId) throws IOException {
      String id = withId ? "id: " + position + "\n" : "";
      out.write(
          ("event: " + type + "\n" + id + "data: " + data + "\n\n")
              .getBytes(StandardCharsets.UTF_8));
    }
  }
}
