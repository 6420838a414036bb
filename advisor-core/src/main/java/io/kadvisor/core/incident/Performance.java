package io.kadvisor.core.incident;

import io.kadvisor.core.incident.Family.Rules;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes one incident of all that a living broker does too slowly: missing replicas of any number of
 * topics, a flapping ISR, slow answers. What says most of the reason is the root.
 */
final class Performance {
  private static final Comparator<Finding> DEEPEST_FIRST =
      Comparator.comparingInt((Finding f) -> Culprit.depth(f.cause()))
          .thenComparing(f -> Family.of(f.rule()))
          .thenComparingInt(f -> Family.of(f.rule()).rank(f.rule()))
          .thenComparing(Finding::id);

  private final Scene scene;
  private final Predicate<Finding> mayBeTold;
  private final Set<BrokerId> keeping = new HashSet<>();

  Performance(Scene scene, Predicate<Finding> mayBeTold) {
    this.scene = scene;
    this.mayBeTold = mayBeTold;
  }

  /**
   * @param findings of the broker, each with what it explains
   */
  Optional<Incident> of(BrokerId broker, List<Finding> findings, List<Finding> symptoms) {
    Optional<Advisory> open = open(broker);
    List<Finding> told =
        findings.stream()
            .filter(f -> open.isPresent() || mayBeTold.test(f))
            .sorted(DEEPEST_FIRST)
            .toList();
    if (told.isEmpty()) {
      return Optional.empty();
    }
    if (keepsItsWords(broker, told.get(0))) {
      keeping.add(broker);
      return Optional.empty();
    }
    Finding root = told.get(0);
    List<Finding> roots = new ArrayList<>();
    List<Finding> explained = new ArrayList<>();
    told.forEach(f -> (f.cause().equals(root.cause()) ? roots : explained).add(f));
    explained.addAll(symptoms);
    String kind = open.map(a -> a.id().kind()).orElse(kind(root));
    return Optional.of(new Incident(kind, Subject.of(broker), root.cause(), roots, explained));
  }

  private Optional<Advisory> open(BrokerId broker) {
    return scene.told().openRelative(Rules.BROKER_SLOW, Subject.of(broker));
  }

  private static String kind(Finding root) {
    return Family.of(root.rule()) == Family.PARTITIONS ? root.cause() : root.rule();
  }

  /**
   * A broker whose replicas came back a moment ago was told for a deeper reason than what is left
   * of it: the reason stays until it is steady.
   */
  private boolean keepsItsWords(BrokerId broker, Finding root) {
    boolean deeper =
        open(broker)
            .filter(a -> Culprit.depth(a.cause()) < Culprit.depth(root.cause()))
            .isPresent();
    return deeper && (scene.unsteady(broker) || root.cause().equals("broker-down"));
  }

  /** True when nothing is left to tell, or less than was told, but it may begin again. */
  boolean lingers(Advisory advisory) {
    if (Family.of(advisory.id().kind()) != Family.PERFORMANCE) {
      return false;
    }
    BrokerId broker = advisory.id().subject().broker();
    return keeping.contains(broker)
        || (Culprit.ofReplicas(advisory.cause())
            && scene.unsteady(broker)
            && !scene.memory().of(broker).away());
  }
}
