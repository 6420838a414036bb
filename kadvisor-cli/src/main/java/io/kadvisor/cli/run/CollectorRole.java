package io.kadvisor.cli.run;

import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.collector.Collector;
import io.kadvisor.collector.CollectorHealth;
import io.kadvisor.collector.CollectorHealth.Blindness;
import io.kadvisor.collector.CollectorHealth.ClusterHealth;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the collector is, in the words of the API: blind in one cluster of several is degraded, in
 * all of them down.
 */
final class CollectorRole implements RoleHealth {
  private final Collector collector;
  private final Instant startedAt;

  CollectorRole(Collector collector, Instant startedAt) {
    this.collector = collector;
    this.startedAt = startedAt;
  }

  @Override
  public String name() {
    return "collector";
  }

  @Override
  public Status status() {
    CollectorHealth health = collector.health();
    long blind = blind(health).count();
    if (blind == 0) {
      boolean swept =
          health.clusters().stream()
              .allMatch(cluster -> cluster.standby() || cluster.lastMark().isPresent());
      return swept ? Status.UP : Status.STARTING;
    }
    return blind < health.clusters().size() ? Status.DEGRADED : Status.DOWN;
  }

  @Override
  public Instant since() {
    return blind(collector.health())
        .map(Blindness::since)
        .min(Instant::compareTo)
        .orElse(startedAt);
  }

  private static Stream<Blindness> blind(CollectorHealth health) {
    return health.clusters().stream().map(ClusterHealth::blind).flatMap(Optional::stream);
  }

  @Override
  public Map<String, String> details() {
    Map<String, String> details = new LinkedHashMap<>();
    for (ClusterHealth cluster : collector.health().clusters()) {
      details.put(cluster.alias(), state(cluster));
      details.put(
          cluster.alias() + " counts",
          "%d sweeps, %d failed, %d lost, %d records, %d bytes"
              .formatted(
                  cluster.counters().sweeps(),
                  cluster.counters().failed(),
                  cluster.counters().lost(),
                  cluster.counters().records(),
                  cluster.counters().bytes()));
      cluster
          .sources()
          .forEach(
              source ->
                  details.put(
                      cluster.alias() + " " + source.source(),
                      source.open()
                          ? "open"
                          : "off: " + source.reason().orElse("no reason given")));
      cluster
          .notSeen()
          .forEach(
              notSeen ->
                  details.put(
                      cluster.alias() + " does not see " + notSeen.fact(),
                      notSeen.reason() + notSeen.remedy().map(remedy -> " " + remedy).orElse("")));
    }
    return details;
  }

  /** Over all its clusters. */
  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (ClusterHealth cluster : collector.health().clusters()) {
      CollectorHealth.Counters of = cluster.counters();
      counts.merge("sweeps", of.sweeps(), Long::sum);
      counts.merge("sweeps_failed", of.failed(), Long::sum);
      counts.merge("sweeps_lost", of.lost(), Long::sum);
      counts.merge("marks", of.marks(), Long::sum);
      counts.merge("records", of.records(), Long::sum);
      counts.merge("bytes", of.bytes(), Long::sum);
    }
    return counts;
  }

  private static String state(ClusterHealth cluster) {
    if (cluster.standby()) {
      return "stands by: another collector sweeps it";
    }
    return cluster
        .blind()
        .map(blind -> "blind since " + blind.since() + ": " + blind.sentence())
        .orElseGet(
            () ->
                cluster
                    .lastSweep()
                    .map(
                        sweep ->
                            "last sweep at "
                                + sweep.at()
                                + ", took "
                                + sweep.took().toMillis()
                                + " ms")
                    .orElse("no sweep yet"));
  }
}
