package io.kadvisor.api.health;

import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.api.read.LastSweep;
import io.kadvisor.api.read.ReadModel;
import io.kadvisor.model.sample.SweepMark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Tells whether what the read model shows is current. Judged by this process's own clock, without
 * Kafka.
 */
public final class Sight {
  private static final int UNJUDGED_SWEEPS = 6;
  private static final Duration SHORTEST_UNJUDGED = Duration.ofSeconds(30);

  private final ReadModel model;
  private final Watched watched;
  private final HomeSight home;
  private final InstantSource clock;
  private final BooleanSupplier loaded;
  private final Instant startedAt;

  /**
   * Sight of all clusters.
   *
   * @param named aliases of the clusters in the configuration; empty where it is not known
   * @param loaded whether the read model holds what was there at the start
   */
  public Sight(
      ReadModel model,
      Set<String> named,
      HomeSight home,
      InstantSource clock,
      BooleanSupplier loaded) {
    this.model = model;
    this.watched = new Watched(model, named, clock);
    this.home = home;
    this.clock = clock;
    this.loaded = loaded;
    this.startedAt = clock.instant();
  }

  public Instant now() {
    return clock.instant();
  }

  /** Those that are watched; of any other one the topics only remember what was. */
  public List<ClusterBook> watched() {
    return watched.clusters();
  }

  public boolean isWatched(ClusterBook book) {
    return watched.contains(book);
  }

  /** All that is not seen now; empty when everything is current. */
  public List<Blindness> blind() {
    return loaded.getAsBoolean()
        ? Stream.concat(home().stream(), clusters()).toList()
        : List.of(notLoaded());
  }

  private Stream<Blindness> clusters() {
    return watched().stream().flatMap(book -> cluster(book).stream());
  }

  /** Why this cluster is not seen: its own trouble, or the home's. */
  public Optional<Blindness> blind(ClusterBook book) {
    return loaded.getAsBoolean() ? home().or(() -> cluster(book)) : Optional.of(notLoaded());
  }

  /** What is known so far may be any part of what there is. */
  private Blindness notLoaded() {
    return home().orElseGet(() -> Blindness.starting(startedAt));
  }

  /** The home cluster's trouble alone. */
  public Optional<Blindness> home() {
    return home.lostSince(clock.instant()).map(this::homeLost);
  }

  private Blindness homeLost(Instant since) {
    return new Blindness(
        Optional.empty(),
        "home-unreachable",
        since,
        "Kadvisor cannot read its home cluster: " + home.why() + ".",
        lastJudged());
  }

  private Optional<Instant> lastJudged() {
    return model.clusters().stream()
        .flatMap(book -> lastJudged(book).stream())
        .max(Instant::compareTo);
  }

  /** The last sweep that was judged: the last one that saw, as long as judging keeps up. */
  public Optional<Instant> lastJudged(ClusterBook book) {
    return book.lastSweep().filter(last -> isUnjudged(book, last)).isPresent()
        ? book.judged()
        : book.lastSeen();
  }

  private Optional<Blindness> cluster(ClusterBook book) {
    return isWatched(book) ? troubleOf(book) : Optional.of(notWatched(book));
  }

  private Blindness notWatched(ClusterBook book) {
    return new Blindness(
        Optional.of(book.id()),
        "not-watched",
        book.lastSweep().map(last -> last.mark().finishedAt()).orElse(startedAt),
        "Cluster "
            + book.alias()
            + " is not watched any more: the configuration does not name it, or its alias names"
            + " another.",
        lastJudged(book));
  }

  private Optional<Blindness> troubleOf(ClusterBook book) {
    return book.lastSweep()
        .flatMap(
            last ->
                last.mark()
                    .unreachable()
                    .map(u -> unreachable(book, u))
                    .or(() -> silent(book, last))
                    .or(() -> unjudged(book, last)));
  }

  private Blindness unreachable(ClusterBook book, SweepMark.Unreachable trouble) {
    return new Blindness(
        Optional.of(book.id()),
        trouble.cause(),
        trouble.since(),
        trouble.sentence(),
        lastJudged(book));
  }

  private Optional<Blindness> silent(ClusterBook book, LastSweep last) {
    if (!last.silentAt(clock.instant())) {
      return Optional.empty();
    }
    String sentence =
        "No sweep of cluster " + book.alias() + " has come since the collector's last one.";
    return Optional.of(
        new Blindness(
            Optional.of(book.id()),
            "collector-silent",
            last.mark().finishedAt(),
            sentence,
            lastJudged(book)));
  }

  private Optional<Blindness> unjudged(ClusterBook book, LastSweep last) {
    return book.unjudgedSince()
        .filter(since -> isUnjudged(book, last))
        .map(
            since ->
                new Blindness(
                    Optional.of(book.id()),
                    "not-judged",
                    since,
                    "Cluster "
                        + book.alias()
                        + " is swept, but nothing judges its sweeps: no advisory opens, changes or"
                        + " ends.",
                    lastJudged(book)));
  }

  /**
   * Six sweeps, at least thirty seconds: windows come every ten seconds or every sweep, and a sweep
   * may be late by three before the collector is silent.
   */
  private static boolean isUnjudged(ClusterBook book, LastSweep last) {
    Duration sweeps = last.interval().multipliedBy(UNJUDGED_SWEEPS);
    Duration patience = sweeps.compareTo(SHORTEST_UNJUDGED) > 0 ? sweeps : SHORTEST_UNJUDGED;
    return book.unjudgedSince()
        .map(since -> Duration.between(since, last.mark().sweepAt()))
        .filter(waiting -> waiting.compareTo(patience) > 0)
        .isPresent();
  }
}
