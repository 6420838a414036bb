package io.kadvisor.api.http;

import io.javalin.http.Context;
import io.kadvisor.api.access.Caller;
import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.core.planner.kept.PlanFiles;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.BrokerChange;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.ModelError;
import io.kadvisor.model.plan.PlanSummary;
import io.kadvisor.model.plan.PlanWave;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plans of advisories: the list, one with its waves and brokers, and its files. */
final class PlanRoutes {
  static final String PLANS = "/api/v1/plans";

  private final Places places;
  private final Reply reply;

  PlanRoutes(Places places, Reply reply) {
    this.places = places;
    this.reply = reply;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PLANS, this::list),
        Route.get(PLANS + "/{id}", this::one),
        Route.get(PLANS + "/{id}/files/{name}", this::file));
  }

  /** A plan in short. */
  record Brief(
      String id, ClusterId cluster, AdvisoryId advisory, Instant madeAt, PlanSummary summary) {
    static Brief of(KeptPlan plan) {
      return new Brief(plan.id(), plan.cluster(), plan.advisory(), plan.madeAt(), plan.summary());
    }
  }

  /**
   * A plan with all but its steps, which are in its files.
   *
   * @param brokers before and after
   * @param errors of the model, by broker; none where no broker measures its own traffic
   */
  record Whole(
      String id,
      ClusterId cluster,
      AdvisoryId advisory,
      Instant madeAt,
      PlanSummary summary,
      List<PlanWave> waves,
      List<BrokerChange> brokers,
      List<ModelError> errors,
      List<String> files) {}

  private record Found(ClusterBook book, KeptPlan plan) {}

  private void list(Context context, Caller caller) {
    Parameters parameters = new Parameters(context);
    Paging paging = Paging.of(parameters);
    Optional<ClusterBook> cluster = places.cluster(parameters);
    parameters.end();
    List<Brief> briefs =
        cluster.map(List::of).orElseGet(places::clusters).stream()
            .flatMap(book -> book.plans().stream())
            .map(Brief::of)
            .toList();
    reply.items(context, cluster, paging.cut(briefs, PlanRoutes::place));
  }

  /** The newest first. */
  private static String place(Brief plan) {
    long newestFirst = Long.MAX_VALUE - plan.madeAt().toEpochMilli();
    return String.format(Locale.ROOT, "%019d|%s", newestFirst, plan.id());
  }

  private void one(Context context, Caller caller) {
    Found found = found(context);
    KeptPlan plan = found.plan();
    Whole whole =
        new Whole(
            plan.id(),
            plan.cluster(),
            plan.advisory(),
            plan.madeAt(),
            plan.summary(),
            plan.waves(),
            plan.brokers(),
            plan.errors(),
            PlanFiles.of(plan).names());
    reply.item(context, Optional.of(found.book()), whole);
  }

  private void file(Context context, Caller caller) {
    KeptPlan plan = found(context).plan();
    String name = context.pathParam("name");
    String content =
        PlanFiles.of(plan)
            .content(name)
            .orElseThrow(
                () -> Problem.Kind.NOT_FOUND.because("The plan has no file " + name + "."));
    context
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .contentType(mediaType(name))
        .result(content);
  }

  private static String mediaType(String name) {
    return name.endsWith(".json")
        ? "application/json"
        : (name.endsWith(".md") ? "text/markdown" : "text/plain") + "; charset=utf-8";
  }

  private Found found(Context context) {
    new Parameters(context).end();
    String id = context.pathParam("id");
    return plans().stream()
        .filter(found -> found.plan().id().equals(id))
        .findFirst()
        .orElseThrow(() -> absent(id));
  }

  private List<Found> plans() {
    return places.clusters().stream()
        .flatMap(book -> book.plans().stream().map(plan -> new Found(book, plan)))
        .toList();
  }

  /** Who holds the id of a plan that was replaced learns why, and by which. */
  private Problem.Found absent(String id) {
    return plans().stream()
        .map(Found::plan)
        .flatMap(
            plan ->
                plan.summary().replaced().stream()
                    .filter(replaced -> replaced.plan().equals(id))
                    .map(
                        replaced ->
                            Problem.Kind.GONE.because(
                                "Plan %s holds no more, since %s. Plan %s stands in its place."
                                    .formatted(id, replaced.why(), plan.id()))))
        .findFirst()
        .orElseGet(() -> Problem.Kind.NOT_FOUND.because("No plan " + id + " is known."));
  }
}
