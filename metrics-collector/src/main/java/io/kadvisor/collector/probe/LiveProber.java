package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.ProbeRoute;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A probe that runs beside the sweeps from the first read until it is told to rest. */
public final class LiveProber implements Prober {
  private final String name;
  private final ProbeSettings settings;
  private final Supplier<ProbedCluster> clusters;
  private final Clock clock;
  private final Map<BrokerId, List<Reading>> before = new HashMap<>();
  private Optional<ProbeRun> run = Optional.empty();

  /**
   * @param clusters a new connection for each time that it begins
   */
  public LiveProber(
      String name, ProbeSettings settings, Supplier<ProbedCluster> clusters, Clock clock) {
    this.name = name;
    this.settings = settings;
    this.clusters = clusters;
    this.clock = clock;
  }

  @Override
  public Probed read() {
    if (run.isEmpty()) {
      run = Optional.of(new ProbeRun(name, clusters.get(), settings.interval(), Long.MAX_VALUE));
    }
    return probed(run.get());
  }

  private Probed probed(ProbeRun running) {
    long nanos = System.nanoTime();
    Instant at = clock.instant();
    ProbeLayout layout = running.layout();
    Map<BrokerId, ProbeFigures> figures = figures(running, layout, nanos);
    Map<BrokerId, List<Reading>> readings = new TreeMap<>();
    figures.forEach(
        (broker, each) ->
            readings.put(
                broker, ProbeReadings.of(each, at, before.getOrDefault(broker, List.of()))));
    before.clear();
    before.putAll(readings);
    return new Probed(
        readings,
        routes(running, layout, nanos),
        unprobed(layout, running.whyNot(settings.topic())),
        Optional.of(status(running, figures.values())));
  }

  private static Map<BrokerId, ProbeFigures> figures(
      ProbeRun running, ProbeLayout layout, long nanos) {
    Map<BrokerId, ProbeFigures> figures = new TreeMap<>();
    Set<BrokerId> led = layout.partitionByLeader().keySet();
    for (BrokerId broker : layout.spokenOf()) {
      running
          .ledger()
          .of(broker, nanos)
          .filter(each -> led.contains(broker) || !each.unanswered().isZero())
          .ifPresent(each -> figures.put(broker, each));
    }
    return figures;
  }

  /** A probe that nobody answers is in trouble itself: it says nothing of any broker. */
  private static SourceStatus status(ProbeRun running, Collection<ProbeFigures> figures) {
    boolean open = figures.stream().anyMatch(LiveProber::answers);
    Optional<String> why = figures.isEmpty() ? running.trouble() : Optional.of(silence(figures));
    return new SourceStatus(Fact.Source.PROBE, open, open ? Optional.empty() : why);
  }

  private static boolean answers(ProbeFigures figures) {
    return figures.error().isEmpty() && figures.unanswered().compareTo(Ledger.LOST) < 0;
  }

  private static String silence(Collection<ProbeFigures> figures) {
    return "no broker gives a record back"
        + figures.stream()
            .flatMap(each -> each.error().stream())
            .findFirst()
            .map(error -> ": " + error)
            .orElse("");
  }

  private List<ProbeRoute> routes(ProbeRun running, ProbeLayout layout, long nanos) {
    return Routes.of(layout, brokers -> running.ledger().roundTrip(brokers, nanos)).stream()
        .map(route -> route.sample(settings.rack()))
        .toList();
  }

  private static List<NotSeen> unprobed(ProbeLayout layout, String why) {
    List<NotSeen> unprobed = new ArrayList<>();
    var probed = layout.partitionByLeader();
    for (BrokerId broker : layout.brokers().keySet()) {
      if (!probed.containsKey(broker)) {
        unprobed.add(
            new NotSeen(Fact.BROKER_PROBE, Optional.of(Subject.of(broker)), why, Optional.empty()));
      }
    }
    return unprobed;
  }

  @Override
  public void rest() {
    run.ifPresent(ProbeRun::close);
    run = Optional.empty();
    before.clear();
  }

  @Override
  public void close() {
    rest();
  }
}
