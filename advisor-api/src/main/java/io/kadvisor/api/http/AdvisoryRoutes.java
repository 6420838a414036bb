package io.kadvisor.api.http;

import io.javalin.http.Context;
import io.kadvisor.api.access.Caller;
import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.api.read.StoredFile;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.advisory.Transition;
import io.kadvisor.model.command.ActionRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Advisories: the list, one with its history, its numbers over time and its files. */
final class AdvisoryRoutes {
  static final String ADVISORIES = "/api/v1/advisories";
  static final String ADVISORY = ADVISORIES + "/{id}";

  private final Places places;
  private final Reply reply;

  AdvisoryRoutes(Places places, Reply reply) {
    this.places = places;
    this.reply = reply;
  }

  List<Route> routes() {
    return List.of(
        Route.get(ADVISORIES, this::list),
        Route.get(ADVISORY, this::one),
        Route.get(ADVISORY + "/series", this::series),
        Route.get(ADVISORY + "/artefacts/{name}", this::artefact));
  }

  /**
   * An advisory with all that belongs to it.
   *
   * @param history the last transitions, oldest first
   * @param actions the audit of the commands that were given
   * @param plan where its plan for this cluster is; absent where it wants none, or has none yet
   */
  record Detail(
      Advisory advisory,
      List<Transition> history,
      List<ActionRecord> actions,
      List<File> artefacts,
      Optional<String> plan) {}

  /**
   * A file that can be had.
   *
   * @param available false while parts of it have not come yet
   */
  record File(String name, String mediaType, int bytes, boolean available) {}

  private void list(Context context, Caller caller) {
    Parameters parameters = new Parameters(context);
    Paging paging = Paging.of(parameters);
    Optional<ClusterBook> cluster = places.cluster(parameters);
    AdvisoryFilter filter = AdvisoryFilter.of(parameters);
    parameters.end();
    List<Advisory> found =
        cluster.map(List::of).orElseGet(places::clusters).stream()
            .flatMap(book -> book.advisories().stream())
            .filter(filter)
            .toList();
    reply.items(context, cluster, paging.cut(found, AdvisoryRoutes::place));
  }

  /** The newest first; the time of opening never changes. */
  private static String place(Advisory advisory) {
    long newestFirst = Long.MAX_VALUE - advisory.openedAt().toEpochMilli();
    return String.format(
        Locale.ROOT, "%019d|%s|%s", newestFirst, advisory.cluster().value(), advisory.id());
  }

  private void one(Context context, Caller caller) {
    Places.Found found = places.advisory(context, new Parameters(context));
    Advisory advisory = found.advisory();
    List<File> files =
        advisory.recommendation().artefacts().stream().map(ref -> file(found, ref)).toList();
    Optional<String> plan =
        found.book().plan(advisory.id()).map(made -> PlanRoutes.PLANS + "/" + made.id());
    Detail detail =
        new Detail(
            advisory, advisory.transitions(), found.book().actions(advisory.id()), files, plan);
    reply.item(context, Optional.of(found.book()), detail);
  }

  private static File file(Places.Found found, Recommendation.ArtefactRef ref) {
    boolean available =
        found
            .book()
            .artefact(found.advisory().id(), ref.name())
            .filter(StoredFile::complete)
            .isPresent();
    return new File(ref.name(), ref.mediaType(), ref.bytes(), available);
  }

  private void series(Context context, Caller caller) {
    Places.Found found = places.advisory(context, new Parameters(context));
    reply.item(
        context, Optional.of(found.book()), EvidenceSeries.of(found.book(), found.advisory()));
  }

  private void artefact(Context context, Caller caller) {
    Places.Found found = places.advisory(context, new Parameters(context));
    String name = context.pathParam("name");
    StoredFile file =
        found
            .book()
            .artefact(found.advisory().id(), name)
            .orElseThrow(
                () -> Problem.Kind.NOT_FOUND.because("The advisory has no file " + name + "."));
    if (!file.complete()) {
      throw Problem.Kind.UNAVAILABLE.because(
          "Of " + file.parts() + " parts of " + name + " " + file.present() + " have come so far.");
    }
    String plainName = file.name().replaceAll("[^A-Za-z0-9._-]", "_");
    context
        .header("Content-Disposition", "attachment; filename=\"" + plainName + "\"")
        .contentType(file.mediaType())
        .result(file.content());
  }
}
