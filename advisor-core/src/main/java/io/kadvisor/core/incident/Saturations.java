package io.kadvisor.core.incident;

import io.kadvisor.core.incident.Family.Rules;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Leaders that are too busy to serve their followers, and what follows from it: they are slow, give
 * no answer, let their followers flap and their consumers wait.
 */
final class Saturations {
  private final Scene scene;
  private final Map<BrokerId, Finding> leaders = new TreeMap<>();

  Saturations(Scene scene) {
    this.scene = scene;
    scene.findings().values().stream()
        .filter(Culprit::saturates)
        .forEach(
            finding ->
                Culprit.of(finding, scene)
                    .ifPresent(leader -> leaders.merge(leader, finding, Scene::surer)));
  }

  /** Absent when it has nothing to do with a saturated leader. */
  Optional<Place> of(Finding finding) {
    if (!finding.rule().equals(Rules.ISR_FLAPPING)) {
      return root(finding.subject().broker())
          .map(root -> root.active() ? Place.OWN : Place.WAITING);
    }
    List<BrokerId> others =
        finding.brokers().stream()
            .filter(leader -> !Subject.of(leader).equals(finding.subject()))
            .toList();
    return others.stream()
        .flatMap(leader -> root(leader).stream())
        .findFirst()
        .map(this::under)
        .or(() -> others.stream().filter(scene::toldSaturated).findFirst().map(l -> Place.WAITING));
  }

  /** A saturated leader may give no answer to a call: it is busy, not away. */
  Optional<Place> ofSilence(Finding finding) {
    return Rules.DISPUTED.contains(finding.cause())
        ? root(finding.subject().broker()).map(this::under)
        : Optional.empty();
  }

  /** Consumers of its partitions wait, perhaps before its followers are lost. */
  Optional<Place> ofGroup(Finding finding, BiPredicate<Finding, BrokerId> touches) {
    return leaders.entrySet().stream()
        .filter(e -> !finding.since().isBefore(e.getValue().since().minus(scene.settle())))
        .filter(e -> touches.test(finding, e.getKey()))
        .map(e -> under(e.getValue()))
        .findFirst();
  }

  private Optional<Finding> root(BrokerId leader) {
    return Optional.ofNullable(leaders.get(leader));
  }

  private Place under(Finding root) {
    return scene.tellable(root) ? Place.under(root.id()) : Place.WAITING;
  }
}
