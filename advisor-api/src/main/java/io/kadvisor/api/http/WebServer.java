package io.kadvisor.api.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.kadvisor.api.access.Caller;
import io.kadvisor.api.access.Doors;
import io.kadvisor.api.access.Tls;
import io.kadvisor.api.access.Tokens;
import io.kadvisor.api.event.EventLog;
import io.kadvisor.api.feed.Commands;
import io.kadvisor.api.feed.Intake;
import io.kadvisor.api.health.OffRules;
import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.api.health.Sight;
import java.net.BindException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server with all routes. */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int PORTS_TO_TRY = 50;
  private static final long LARGEST_REQUEST = 64 * 1024;

  /** The page loads nothing but its own files and talks to nobody else. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'";

  private final Gate gate;
  private final EventLog events;
  private final PrometheusRoute prometheus;
  private final List<Route> routes;
  private Optional<Javalin> server = Optional.empty();

  /** What the routes stand on. */
  public record Parts(
      Intake intake,
      EventLog events,
      Sight sight,
      Commands commands,
      OffRules rules,
      List<RoleHealth> roles,
      InstantSource clock) {}

  public WebServer(Parts parts, Tokens tokens) {
    this.gate = new Gate(tokens);
    this.events = parts.events();
    Places places = new Places(parts.intake().model(), parts.sight());
    Reply reply = new Reply(parts.sight());
    EventRoute stream = new EventRoute(parts.events());
    this.prometheus = new PrometheusRoute(parts.sight(), parts.intake(), stream, parts.roles());
    HealthRoutes health = new HealthRoutes(parts.sight(), parts.rules(), parts.roles(), gate);
    this.routes =
        Stream.of(
                new ClusterRoutes(places, reply, parts.sight()).routes(),
                new AdvisoryRoutes(places, reply).routes(),
                new PlanRoutes(places, reply).routes(),
                new CommandRoutes(places, parts.commands(), parts.clock()).routes(),
                List.of(stream.route(), prometheus.route(), new RunbookRoute().route()),
                health.routes(),
                new PageRoutes().routes())
            .flatMap(List::stream)
            .toList();
  }

  List<Route> routes() {
    return routes;
  }

  /**
   * Listens.
   *
   * @return the port
   * @throws IllegalStateException when the port is taken, or all of the next ones too
   */
  public int listen(String host, int port, boolean tryNextPort, Optional<Tls> tls) {
    int last = tryNextPort && port != 0 ? Math.min(65_535, port + PORTS_TO_TRY) : port;
    List<String> taken = new ArrayList<>();
    for (int candidate = port; candidate <= last; candidate++) {
      Optional<Javalin> started = tryPort(host, candidate, tls);
      if (started.isPresent()) {
        server = started;
        return said(taken, started.get().port());
      }
      taken.add(Integer.toString(candidate));
    }
    throw new IllegalStateException(
        "port "
            + port
            + " of "
            + host
            + " is taken"
            + (tryNextPort ? ", and so are the next ones" : ""));
  }

  private static int said(List<String> taken, int port) {
    if (!taken.isEmpty()) {
      LOG.atInfo()
          .addKeyValue("taken", String.join(",", taken))
          .addKeyValue("port", port)
          .log("The port is taken; the next free one is used");
    }
    return port;
  }

  private Optional<Javalin> tryPort(String host, int port, Optional<Tls> tls) {
    Javalin javalin = Javalin.create(config -> configure(config, host, port, tls));
    try {
      return Optional.of(javalin.start());
    } catch (RuntimeException e) {
      javalin.stop();
      if (!causedByBind(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static boolean causedByBind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException
          || String.valueOf(cause.getMessage()).contains("Port already in use")) {
        return true;
      }
    }
    return false;
  }

  private void configure(JavalinConfig config, String host, int port, Optional<Tls> tls) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = LARGEST_REQUEST;
    config.http.prefer405over404 = true;
    config.jetty.addConnector((jetty, http) -> Doors.open(jetty, http, host, port, tls));
    config.jetty.modifyServletContextHandler(
        handler -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
    config.routes.before(WebServer::guard);
    routes.forEach(
        route -> config.routes.addHttpHandler(route.method(), route.path(), c -> answer(route, c)));
    config.routes.exception(Problem.Found.class, (found, context) -> Reply.problem(context, found));
    config.routes.exception(Commands.NotWritten.class, WebServer::notWritten);
    config.routes.exception(Exception.class, WebServer::failed);
    for (int status : new int[] {404, 405}) {
      config.routes.error(status, context -> bare(context, status));
    }
  }

  private static void guard(Context context) {
    context
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-cache");
  }

  private void answer(Route route, Context context) throws Exception {
    Caller caller =
        route.role().isPresent() ? gate.admit(context, route.role().get()) : Caller.LOCAL;
    route.answer().to(context, caller);
  }

  private static void notWritten(Commands.NotWritten failure, Context context) {
    String detail = "The home cluster did not take the command: " + failure.getMessage();
    Reply.problem(context, Problem.Kind.UNAVAILABLE.because(detail));
  }

  private static void failed(Exception failure, Context context) {
    if (context.res().isCommitted()) {
      return;
    }
    LOG.atError().addKeyValue("path", context.path()).setCause(failure).log("A request failed");
    Reply.problem(context, Problem.Kind.FAILED.because("See the log of the API."));
  }

  /** A path or method that no route has. */
  private static void bare(Context context, int status) {
    String type = String.valueOf(context.res().getContentType());
    if (!type.startsWith("application/problem+json")) {
      Problem.Kind kind = Problem.Kind.ofStatus(status).orElseThrow();
      Reply.problem(context, kind.because(context.method() + " " + context.path()));
    }
  }

  @Override
  public void close() {
    events.close();
    server.ifPresent(Javalin::stop);
    prometheus.close();
  }
}
