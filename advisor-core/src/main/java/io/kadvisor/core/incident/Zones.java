package io.kadvisor.core.incident;

import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Collects the brokers that are away with their whole zone, and makes one incident of each zone.
 */
final class Zones {
  private final Scene scene;
  private final Map<String, List<Finding>> byKind = new TreeMap<>();
  private final Map<String, Zone> zones = new TreeMap<>();

  Zones(Scene scene) {
    this.scene = scene;
  }

  /** True when the finding is of a lost zone's broker, and taken. */
  boolean take(Finding finding) {
    if (Family.of(finding.rule()) != Family.SILENCE) {
      return false;
    }
    Optional<Zone> zone =
        Zone.of(finding.subject().broker(), scene).filter(lost -> lost.isLost(scene));
    zone.ifPresent(
        lost -> {
          zones.put(lost.kind(), lost);
          byKind.computeIfAbsent(lost.kind(), kind -> new ArrayList<>()).add(finding);
        });
    return zone.isPresent();
  }

  /**
   * @param mayBeTold those of a zone that may be told; none, and the zone is not
   * @param symptoms what each broker explains
   */
  List<Incident> incidents(
      Function<List<Finding>, List<Finding>> mayBeTold,
      Function<FindingId, List<Finding>> symptoms) {
    List<Incident> incidents = new ArrayList<>();
    byKind.forEach(
        (kind, findings) -> {
          boolean open = zones.get(kind).isTold(scene);
          List<Finding> roots = open ? findings : mayBeTold.apply(findings);
          if (!roots.isEmpty()) {
            incidents.add(incident(zones.get(kind), roots, symptoms));
          }
        });
    return incidents;
  }

  private static Incident incident(
      Zone zone, List<Finding> findings, Function<FindingId, List<Finding>> symptoms) {
    List<Finding> roots =
        findings.stream().sorted(Comparator.comparing(f -> f.subject().broker())).toList();
    List<Finding> explained =
        zone.brokers().stream()
            .map(Sorting::silenceOf)
            .flatMap(id -> symptoms.apply(id).stream())
            .distinct()
            .toList();
    return new Incident(zone.kind(), Subject.CLUSTER, Zone.CAUSE, roots, explained);
  }
}
