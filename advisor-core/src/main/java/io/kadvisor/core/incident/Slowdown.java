package io.kadvisor.core.incident;

import io.kadvisor.core.incident.Family.Rules;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requests that became slow on several brokers at once, and nothing deeper on any of them: one
 * trouble of the cluster. It stays one until the last of them is well, and takes in those that
 * follow.
 */
final class Slowdown {
  static final String KIND = "requests-slow";

  /** Two brokers may be two troubles; three at once have a reason in common. */
  private static final int SEVERAL = 3;

  private final Scene scene;
  private final Optional<Advisory> open;

  Slowdown(Scene scene) {
    this.scene = scene;
    this.open = scene.told().open(KIND, Subject.CLUSTER);
  }

  /** True for a finding of its own trouble. */
  static boolean owns(String kind, FindingId finding) {
    return kind.equals(KIND) && finding.rule().equals(Rules.REQUEST_LATENCY);
  }

  /**
   * Takes the brokers of which nothing but slow requests is to be told, when they are several.
   *
   * @param living what is found of each broker; those that are taken are removed
   * @param mayBeTold without regard to what is pending
   * @param symptoms what a finding explains
   */
  Optional<Incident> take(
      Map<BrokerId, List<Finding>> living,
      Predicate<Finding> mayBeTold,
      Function<FindingId, List<Finding>> symptoms) {
    List<Finding> slow = new ArrayList<>();
    living.values().forEach(found -> onlySlow(found).ifPresent(slow::add));
    List<Finding> taken =
        open.isPresent()
            ? slow.stream().filter(f -> ownAdvisory(f).isEmpty()).toList()
            : together(slow.stream().filter(mayBeTold).toList());
    if (taken.isEmpty()) {
      waitForOthers(slow, living);
      return Optional.empty();
    }
    taken.forEach(finding -> living.remove(finding.subject().broker()));
    return Optional.of(incident(taken, symptoms));
  }

  /** What was told of the broker for a deeper reason stays with it until it is well. */
  private Optional<Finding> onlySlow(List<Finding> found) {
    Finding first = found.get(0);
    boolean only = found.size() == 1 && first.rule().equals(Rules.REQUEST_LATENCY);
    boolean deeper =
        ownAdvisory(first).filter(a -> !a.id().kind().equals(Rules.REQUEST_LATENCY)).isPresent();
    return only && !deeper ? Optional.of(first) : Optional.empty();
  }

  private Optional<Advisory> ownAdvisory(Finding finding) {
    return scene.told().openRelative(Rules.REQUEST_LATENCY, finding.subject());
  }

  /** Those that began at once with enough others. */
  private List<Finding> together(List<Finding> findings) {
    return findings.stream()
        .filter(one -> findings.stream().anyMatch(first -> joins(one, first, findings)))
        .toList();
  }

  private boolean joins(Finding one, Finding first, List<Finding> findings) {
    return follows(one, first)
        && findings.stream().filter(f -> follows(f, first)).count() >= SEVERAL;
  }

  /** Not before it, and within the settle time. */
  private boolean follows(Finding finding, Finding first) {
    Duration later = Duration.between(first.since(), finding.since());
    return !later.isNegative() && later.compareTo(scene.settle()) <= 0;
  }

  /** Others have been seen with them, but not long enough: so long, nobody is told alone. */
  private void waitForOthers(List<Finding> slow, Map<BrokerId, List<Finding>> living) {
    List<Finding> group = together(Stream.concat(slow.stream(), pending()).toList());
    if (group.stream().anyMatch(f -> f.state() == Finding.State.PENDING)) {
      group.stream()
          .filter(f -> !scene.told().toldAsRoot(f.id()))
          .forEach(f -> living.remove(f.subject().broker()));
    }
  }

  private Stream<Finding> pending() {
    return scene.findings().values().stream()
        .filter(f -> f.rule().equals(Rules.REQUEST_LATENCY))
        .filter(f -> f.state() == Finding.State.PENDING);
  }

  private Incident incident(List<Finding> roots, Function<FindingId, List<Finding>> symptoms) {
    List<Finding> explained =
        roots.stream().flatMap(root -> symptoms.apply(root.id()).stream()).distinct().toList();
    return new Incident(KIND, Subject.CLUSTER, cause(roots), roots, explained);
  }

  /** That of most brokers; what was told stays as long as it is one of them. */
  private String cause(List<Finding> roots) {
    Map<String, Long> counts =
        roots.stream()
            .collect(Collectors.groupingBy(Finding::cause, TreeMap::new, Collectors.counting()));
    return open.map(Advisory::cause)
        .filter(counts::containsKey)
        .orElseGet(
            () ->
                counts.entrySet().stream()
                    .max(
                        Map.Entry.<String, Long>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow()
                    .getKey());
  }
}
