package io.kadvisor.api.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.kadvisor.api.access.Doors;
import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.api.health.RoleHealth.Status;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Optional;

/**
 * Health and figures of a process that does not run the API, over plain HTTP without tokens. It
 * takes no input and names no cluster, topic or group, so it may be asked from beyond this machine.
 */
public final class StatusServer implements AutoCloseable {
  private final List<RoleHealth> roles;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RoleMeters meters;
  private final Javalin server;

  private StatusServer(String host, int port, List<RoleHealth> roles) {
    this.roles = List.copyOf(roles);
    this.meters = new RoleMeters(registry, roles);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    this.server = Javalin.create(config -> configure(config, host, port));
  }

  /**
   * Starts to listen.
   *
   * @param port 0 takes any free one
   * @throws IllegalArgumentException when it cannot listen there
   */
  public static StatusServer start(String host, int port, List<RoleHealth> roles) {
    StatusServer status = new StatusServer(host, port, roles);
    try {
      status.server.start();
      return status;
    } catch (RuntimeException e) {
      status.close();
      throw new IllegalArgumentException(
          "health.port: the health of this process cannot be shown on "
              + host
              + ":"
              + port
              + " ("
              + e.getMessage()
              + "): give each process on a machine a port of its own",
          e);
    }
  }

  /** The whole answer of {@code /health/ready}. */
  record Ready(Status status, List<RoleStatus> roles) {}

  /** One role of it. */
  record RoleStatus(String name, Status status) {}

  private void configure(JavalinConfig config, String host, int port) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.jetty.addConnector(
        (jetty, http) -> Doors.open(jetty, http, host, port, Optional.empty()));
    config.routes.addHttpHandler(HandlerType.GET, "/health/live", StatusServer::live);
    config.routes.addHttpHandler(HandlerType.GET, "/health/ready", this::ready);
    config.routes.addHttpHandler(HandlerType.GET, "/metrics", this::scrape);
  }

  private static void live(Context context) {
    Reply.json(context, 200, new HealthRoutes.Brief(HealthRoutes.Status.UP));
  }

  private void ready(Context context) {
    Ready ready = ready();
    boolean works = ready.status() != Status.DOWN && ready.status() != Status.STARTING;
    Reply.json(context, works ? 200 : 503, ready);
  }

  /** The worst of its roles. */
  private Ready ready() {
    List<RoleStatus> now =
        roles.stream().map(role -> new RoleStatus(role.name(), role.status())).toList();
    for (Status bad : List.of(Status.DOWN, Status.STARTING)) {
      if (now.stream().anyMatch(role -> role.status() == bad)) {
        return new Ready(bad, now);
      }
    }
    boolean up = now.stream().allMatch(role -> role.status() == Status.UP);
    return new Ready(up ? Status.UP : Status.DEGRADED, now);
  }

  private synchronized void scrape(Context context) {
    meters.refresh();
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(registry.scrape());
  }

  /** Where it listens. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
    registry.close();
  }
}
