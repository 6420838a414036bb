package io.kadvisor.api.health;

import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.api.read.LastSweep;
import io.kadvisor.api.read.ReadModel;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of the clusters that the topics speak of are watched: those that are swept, and those whose
 * sweeps the configuration lets expect. The topics remember a cluster long after it left the
 * configuration.
 */
final class Watched {
  private final ReadModel model;
  private final Set<String> named;
  private final InstantSource clock;

  /**
   * Clusters by the aliases of the configuration.
   *
   * @param named empty where nothing is known of it: every cluster counts as watched then
   */
  Watched(ReadModel model, Set<String> named, InstantSource clock) {
    this.model = model;
    this.named = Set.copyOf(named);
    this.clock = clock;
  }

  List<ClusterBook> clusters() {
    return model.clusters().stream().filter(this::contains).toList();
  }

  boolean contains(ClusterBook book) {
    return named.isEmpty()
        || book.lastSweep().map(last -> isExpected(book, last)).orElseGet(this::anyUnswept);
  }

  /** A process may be older than the configuration of the one that sweeps. */
  private boolean isExpected(ClusterBook book, LastSweep last) {
    return (named.contains(book.alias()) && !isReplaced(book.alias(), last))
        || !last.silentAt(clock.instant());
  }

  /** A cluster that is built anew under its alias has another id. */
  private boolean isReplaced(String alias, LastSweep last) {
    return model.clusters().stream()
        .filter(other -> other.alias().equals(alias))
        .flatMap(other -> other.lastSweep().stream())
        .anyMatch(other -> other.mark().sweepAt().isAfter(last.mark().sweepAt()));
  }

  /** Only a sweep tells the alias: without one, a cluster may be any that was not swept yet. */
  private boolean anyUnswept() {
    Set<String> swept =
        model.clusters().stream()
            .filter(book -> book.lastSweep().isPresent())
            .map(ClusterBook::alias)
            .collect(Collectors.toSet());
    return !swept.containsAll(named);
  }
}
