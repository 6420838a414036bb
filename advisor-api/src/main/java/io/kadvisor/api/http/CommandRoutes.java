package io.kadvisor.api.http;

import io.javalin.http.Context;
import io.kadvisor.api.access.Caller;
import io.kadvisor.api.access.Role;
import io.kadvisor.api.feed.Commands;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.command.Command;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person says of an advisory. It is written to the topic and obeyed at the next sweep: the
 * answer is 202.
 */
final class CommandRoutes {
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final String OWN_ID = "Idempotency-Key";

  private final Places places;
  private final Commands commands;
  private final InstantSource clock;

  CommandRoutes(Places places, Commands commands, InstantSource clock) {
    this.places = places;
    this.commands = commands;
    this.clock = clock;
  }

  List<Route> routes() {
    String path = AdvisoryRoutes.ADVISORY;
    return List.of(
        Route.post(path + "/acknowledge", Role.ACKNOWLEDGE, this::acknowledge),
        Route.post(path + "/dismiss", Role.ACKNOWLEDGE, this::dismiss),
        Route.post(path + "/snooze", Role.ACKNOWLEDGE, this::snooze),
        Route.post(path + "/approve", Role.APPROVE, this::approve));
  }

  /**
   * A command is on its way.
   *
   * @param look where its effect shows: the advisory, and in its {@code actions} this {@code
   *     commandId}
   */
  record Accepted(String commandId, String command, String advisory, String look) {}

  private void acknowledge(Context context, Caller caller) throws Commands.NotWritten {
    Places.Found found = advisory(context, Optional.of(AdvisoryState.ACKNOWLEDGED));
    Body body = Body.of(context);
    Optional<String> note = body.text("note");
    Ticket t = ticket(context, body);
    body.end();
    Advisory a = found.advisory();
    write(
        context,
        "acknowledge",
        new Command.Acknowledge(
            Command.VERSION, a.cluster(), a.id(), t.id(), caller.name(), t.at(), note));
  }

  private void dismiss(Context context, Caller caller) throws Commands.NotWritten {
    Places.Found found = advisory(context, Optional.of(AdvisoryState.DISMISSED));
    Body body = Body.of(context);
    Optional<String> reason = body.needed("reason", "why it does not matter, in a few words");
    Ticket t = ticket(context, body);
    body.end();
    Advisory a = found.advisory();
    write(
        context,
        "dismiss",
        new Command.Dismiss(
            Command.VERSION,
            a.cluster(),
            a.id(),
            t.id(),
            caller.name(),
            t.at(),
            reason.orElseThrow()));
  }

  private void snooze(Context context, Caller caller) throws Commands.NotWritten {
    Places.Found found = advisory(context, Optional.empty());
    Body body = Body.of(context);
    Instant now = clock.instant();
    Optional<Instant> until = body.instant("until").or(() -> body.end("duration", now));
    body.accepts("until", "duration");
    if (until.isEmpty() && body.fine()) {
      body.missing("until", "a time in the future, or 'duration' such as PT4H");
    }
    until
        .filter(time -> !time.isAfter(now) || time.isAfter(now.plus(LONGEST)))
        .ifPresent(
            time ->
                body.wrong(
                    "until", time.toString(), "within the next " + LONGEST.toDays() + " days"));
    Ticket t = ticket(context, body);
    body.end();
    Advisory a = found.advisory();
    write(
        context,
        "snooze",
        new Command.Snooze(
            Command.VERSION,
            a.cluster(),
            a.id(),
            t.id(),
            caller.name(),
            t.at(),
            until.orElseThrow()));
  }

  private void approve(Context context, Caller caller) throws Commands.NotWritten {
    Places.Found found = advisory(context, Optional.of(AdvisoryState.APPROVED));
    Advisory a = found.advisory();
    Body body = Body.of(context);
    Optional<Integer> revision = body.number("revision", "the revision that you have read");
    Ticket t = ticket(context, body);
    body.end();
    if (revision.orElseThrow() != a.revision()) {
      throw Problem.Kind.NOT_POSSIBLE.because(
          "Revision "
              + revision.get()
              + " is not the newest: "
              + a.revision()
              + " is. Read it first.");
    }
    write(
        context,
        "approve",
        new Command.Approve(
            Command.VERSION, a.cluster(), a.id(), t.id(), caller.name(), t.at(), a.revision()));
  }

  private Places.Found advisory(Context context, Optional<AdvisoryState> next) {
    Gate.requireJson(context);
    Places.Found found = places.watchedAdvisory(context, new Parameters(context));
    AdvisoryState state = found.advisory().state();
    if (state.ended() || next.filter(to -> !state.mayBecome(to)).isPresent()) {
      throw Problem.Kind.NOT_POSSIBLE.because(
          "The advisory is " + state + next.map(to -> " and cannot become " + to).orElse("") + ".");
    }
    return found;
  }

  /** A command's own id, and its time. */
  private record Ticket(String id, Instant at) {}

  /** A caller that may ask twice names the command itself; it is obeyed once. */
  private Ticket ticket(Context context, Body body) {
    Optional<String> given = Optional.ofNullable(context.header(OWN_ID));
    given
        .filter(id -> !id.matches("[A-Za-z0-9_-]{8,64}"))
        .ifPresent(id -> body.wrong(OWN_ID, id, "8 to 64 letters, digits, _ or -"));
    return new Ticket(given.orElseGet(() -> UUID.randomUUID().toString()), clock.instant());
  }

  private void write(Context context, String kind, Command command) throws Commands.NotWritten {
    commands.write(command);
    String id = command.target().orElseThrow().toString();
    String look =
        AdvisoryRoutes.ADVISORIES
            + "/"
            + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20")
            + "?cluster="
            + URLEncoder.encode(command.cluster().value(), StandardCharsets.UTF_8);
    context.header("Location", look);
    Reply.json(context, 202, new Accepted(command.commandId(), kind, id, look));
  }
}
