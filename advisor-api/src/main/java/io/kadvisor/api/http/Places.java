package io.kadvisor.api.http;

import io.javalin.http.Context;
import io.kadvisor.api.health.Sight;
import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.api.read.ReadModel;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import java.util.List;
import java.util.Optional;

/** Finds what a path or a query names. */
final class Places {
  private final ReadModel model;
  private final Sight sight;

  Places(ReadModel model, Sight sight) {
    this.model = model;
    this.sight = sight;
  }

  /** An advisory and its cluster. */
  record Found(ClusterBook book, Advisory advisory) {}

  List<ClusterBook> clusters() {
    return sight.watched();
  }

  /**
   * The cluster of the path, by id or alias.
   *
   * @throws Problem.Found when there is none
   */
  ClusterBook cluster(Context context) {
    return named(context.pathParam("cluster"));
  }

  private ClusterBook named(String name) {
    return model
        .cluster(name)
        .or(() -> onlyWatched(name))
        .orElseThrow(() -> Problem.Kind.NOT_FOUND.because("No cluster " + name + " is known."));
  }

  /** Of several that had the alias one after the other, the present one. */
  private Optional<ClusterBook> onlyWatched(String alias) {
    List<ClusterBook> present =
        sight.watched().stream().filter(book -> book.alias().equals(alias)).toList();
    return present.size() == 1 ? Optional.of(present.get(0)) : Optional.empty();
  }

  /** The cluster that the query asks for; none means all that are watched. */
  Optional<ClusterBook> cluster(Parameters parameters) {
    Optional<String> name = parameters.text("cluster");
    return name.map(this::named);
  }

  /**
   * The advisory of the path; the query names its cluster where several clusters have one of that
   * id.
   *
   * @throws Problem.Found when there is none, or more than one
   */
  Found advisory(Context context, Parameters parameters) {
    Optional<ClusterBook> cluster = cluster(parameters);
    parameters.end();
    AdvisoryId id = id(context.pathParam("id"));
    List<Found> found =
        cluster.map(List::of).orElseGet(model::clusters).stream()
            .flatMap(book -> book.advisory(id).map(a -> new Found(book, a)).stream())
            .toList();
    if (found.size() > 1) {
      throw Problem.Kind.NOT_POSSIBLE.because(
          "Several clusters have an advisory " + id + ": name one by ?cluster=…");
    }
    return found.stream()
        .findFirst()
        .orElseThrow(() -> Problem.Kind.NOT_FOUND.because("No advisory " + id + " is known."));
  }

  /**
   * The same where a command for it is obeyed.
   *
   * @throws Problem.Found when there is none, or its cluster is not watched
   */
  Found watchedAdvisory(Context context, Parameters parameters) {
    Found found = advisory(context, parameters);
    if (!sight.isWatched(found.book())) {
      throw Problem.Kind.NOT_POSSIBLE.because(
          "Cluster "
              + found.book().alias()
              + " is not watched any more, so nothing obeys a command for it: name it under"
              + " 'clusters' of kadvisor.yaml first.");
    }
    return found;
  }

  private static AdvisoryId id(String text) {
    try {
      return AdvisoryId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.Kind.NOT_FOUND.because(
          "An advisory id reads kind~subject~occurrence, not '" + text + "'.");
    }
  }
}
