package io.kadvisor.core.incident;

import io.kadvisor.core.incident.Family.Rules;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.BrokerSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A rack with several brokers: when all of them go at once, the zone has gone, and that is one
 * trouble.
 */
record Zone(String rack, SortedSet<BrokerId> brokers) {
  static final String CAUSE = "zone-down";
  private static final String KIND = "zone-down-";
  private static final int SEVERAL = 2;

  static boolean isKind(String kind) {
    return kind.startsWith(KIND);
  }

  /** The zone of a broker, if others are in it, too. */
  static Optional<Zone> of(BrokerId broker, Scene scene) {
    return Optional.ofNullable(scene.sweep().brokers().get(broker))
        .flatMap(BrokerSample::rack)
        .map(rack -> new Zone(rack, in(rack, scene)))
        .filter(zone -> zone.brokers().size() >= SEVERAL);
  }

  private static SortedSet<BrokerId> in(String rack, Scene scene) {
    SortedSet<BrokerId> brokers = new TreeSet<>();
    scene
        .sweep()
        .brokers()
        .forEach(
            (id, sample) -> sample.rack().filter(rack::equals).ifPresent(r -> brokers.add(id)));
    return brokers;
  }

  /** The kind of its advisory: names of racks may hold anything, ids may not. */
  String kind() {
    return KIND + rack.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  /** Told as lost before, or lost now. */
  boolean isLost(Scene scene) {
    return isTold(scene) || goneAtOnce(scene);
  }

  boolean isTold(Scene scene) {
    return scene.told().open(kind(), Subject.CLUSTER).isPresent();
  }

  /** Both witnesses agree of each broker, and they went within the settle time. */
  private boolean goneAtOnce(Scene scene) {
    List<Finding> findings =
        brokers.stream()
            .map(broker -> scene.finding(Rules.BROKER_SILENT, Subject.of(broker)).orElse(null))
            .filter(Objects::nonNull)
            .filter(finding -> !Rules.DISPUTED.contains(finding.cause()))
            .filter(finding -> finding.state() != Finding.State.RECOVERING)
            .toList();
    if (findings.size() < brokers.size()) {
      return false;
    }
    Instant first = findings.stream().map(Finding::since).min(Instant::compareTo).orElseThrow();
    Instant last = findings.stream().map(Finding::since).max(Instant::compareTo).orElseThrow();
    return Duration.between(first, last).compareTo(scene.settle()) <= 0;
  }
}
