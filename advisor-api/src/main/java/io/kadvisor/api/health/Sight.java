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
import java.util.stream.Stream;

/**
 * Tells whether what the read model shows is current. Judged by this process's own clock, without
 * Kafka.
 */
public final class Sight {
  private static final int MISSED_SWEEPS = 3;
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  private final ReadModel model;
  private final HomeSight home;
  private final InstantSource clock;

  public Sight(ReadModel model, HomeSight home, InstantSource clock) {
    this.model = model;
    this.home = home;
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant();
  }

  /** All that is not seen now; empty when everything is current. */
  public List<Blindness> blind() {
    return Stream.concat(
            home().stream(), model.clusters().stream().flatMap(b -> cluster(b).stream()))
        .toList();
  }

  /** Why this cluster is not seen: its own trouble, or the home's. */
  public Optional<Blindness> blind(ClusterBook book) {
    return home().or(() -> cluster(book));
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
        .flatMap(book -> book.lastSeen().stream())
        .max(Instant::compareTo);
  }

  private Optional<Blindness> cluster(ClusterBook book) {
    return book.lastSweep()
        .flatMap(
            last ->
                last.mark()
                    .unreachable()
                    .map(u -> unreachable(book, u))
                    .or(() -> silent(book, last)));
  }

  private static Blindness unreachable(ClusterBook book, SweepMark.Unreachable trouble) {
    return new Blindness(
        Optional.of(book.id()),
        trouble.cause(),
        trouble.since(),
        trouble.sentence(),
        book.lastSeen());
  }

  private Optional<Blindness> silent(ClusterBook book, LastSweep last) {
    Duration age = Duration.between(last.readAt(), clock.instant());
    if (age.compareTo(patience(last)) <= 0) {
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
            book.lastSeen()));
  }

  /** Three sweeps, at least ten seconds. */
  public static Duration patience(LastSweep last) {
    Duration sweeps = last.interval().multipliedBy(MISSED_SWEEPS);
    return sweeps.compareTo(SHORTEST) > 0 ? sweeps : SHORTEST;
  }
}
