package io.kadvisor.api.http;

import io.javalin.http.Context;
import io.kadvisor.api.access.Caller;
import io.kadvisor.api.health.Blindness;
import io.kadvisor.api.health.OffRules;
import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.api.health.Sight;
import io.kadvisor.api.read.ClusterBook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the process lives, and whether what it tells can be relied on. */
final class HealthRoutes {
  private final Sight sight;
  private final OffRules rules;
  private final List<RoleHealth> roles;
  private final Gate gate;

  HealthRoutes(Sight sight, OffRules rules, List<RoleHealth> roles, Gate gate) {
    this.sight = sight;
    this.rules = rules;
    this.roles = List.copyOf(roles);
    this.gate = gate;
  }

  List<Route> routes() {
    return List.of(
        Route.open("/health/live", this::live), Route.open("/health/ready", this::ready));
  }

  /** {@code UP} or what stands in its way. */
  enum Status {
    UP,
    STARTING,
    DEGRADED,
    BLIND,
    DOWN
  }

  /**
   * The answer of {@code /health/live}, and of {@code /health/ready} to callers that may not read.
   */
  record Brief(Status status) {}

  /**
   * The answer of {@code /health/ready}.
   *
   * @param blind everything that is not seen
   */
  record Ready(
      Status status,
      Instant at,
      List<Blindness> blind,
      List<RoleView> roles,
      List<ClusterHealth> clusters) {}

  /** A role as it was when asked. */
  record RoleView(
      String name, RoleHealth.Status status, Instant since, Map<String, String> details) {
    static RoleView of(RoleHealth role) {
      return new RoleView(role.name(), role.status(), role.since(), role.details());
    }
  }

  /**
   * What can be relied on in a cluster.
   *
   * @param rules that are off or less sharp, and why
   * @param unseen facts that nobody's could be seen
   */
  record ClusterHealth(
      String cluster,
      String alias,
      Optional<Instant> lastSweep,
      Optional<Instant> lastJudged,
      List<OffRules.OffRule> rules,
      List<OffRules.UnseenFact> unseen) {}

  private void live(Context context, Caller caller) {
    new Parameters(context).end();
    Reply.json(context, 200, new Brief(Status.UP));
  }

  private void ready(Context context, Caller caller) {
    new Parameters(context).end();
    Ready ready = ready();
    int code = ready.status() == Status.UP || ready.status() == Status.DEGRADED ? 200 : 503;
    boolean mayRead = gate.caller(context).isPresent();
    Reply.json(context, code, mayRead ? ready : new Brief(ready.status()));
  }

  Ready ready() {
    List<Blindness> blind = sight.blind();
    List<RoleView> views = roles.stream().map(RoleView::of).toList();
    List<ClusterHealth> clusters = sight.watched().stream().map(this::cluster).toList();
    return new Ready(status(blind, views), sight.now(), blind, views, clusters);
  }

  private ClusterHealth cluster(ClusterBook book) {
    return new ClusterHealth(
        book.id().value(),
        book.alias(),
        book.lastSweep().map(last -> last.mark().sweepAt()),
        sight.lastJudged(book),
        rules.of(book, sight.now()),
        OffRules.unseen(book));
  }

  private Status status(List<Blindness> blind, List<RoleView> views) {
    if (views.stream().anyMatch(role -> role.status() == RoleHealth.Status.DOWN)) {
      return Status.DOWN;
    }
    if (!blind.stream().allMatch(Blindness::starts)) {
      return Status.BLIND;
    }
    if (!blind.isEmpty()
        || views.stream().anyMatch(role -> role.status() == RoleHealth.Status.STARTING)
        || sight.watched().stream().allMatch(book -> book.lastSweep().isEmpty())) {
      return Status.STARTING;
    }
    return views.stream().allMatch(role -> role.status() == RoleHealth.Status.UP)
        ? Status.UP
        : Status.DEGRADED;
  }
}
