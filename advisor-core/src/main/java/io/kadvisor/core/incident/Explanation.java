package io.kadvisor.core.incident;

import io.kadvisor.core.incident.Family.Rules;
import io.kadvisor.core.incident.Trouble.Standing;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds what explains a finding: a blind time first, then a broker, then the size of the cluster.
 */
final class Explanation {
  private static final Comparator<Trouble> LONGEST_FIRST =
      Comparator.comparing(Trouble::start).thenComparing(Trouble::broker);

  private final Scene scene;
  private final Optional<BlindTime> blind;
  private final Saturations saturation;
  private final Laggards laggards;
  private final Map<BrokerId, Trouble> troubles = new TreeMap<>();

  Explanation(Scene scene) {
    this.scene = scene;
    this.blind = BlindTime.of(scene);
    this.saturation = new Saturations(scene);
    this.laggards = new Laggards(scene);
    if (scene.policy().enabled(Rules.BROKER_SILENT)) {
      brokers().forEach(b -> Trouble.of(b, scene, blind).ifPresent(t -> troubles.put(b, t)));
    }
  }

  private Set<BrokerId> brokers() {
    Set<BrokerId> brokers = new TreeSet<>(scene.memory().brokers().keySet());
    scene.findings().keySet().stream()
        .filter(id -> id.rule().equals(Rules.BROKER_SILENT))
        .forEach(id -> brokers.add(id.subject().broker()));
    return brokers;
  }

  Place place(Finding finding) {
    Place place =
        blind.isPresent() && blind.get().covers(finding)
            ? underBlindness(finding)
            : byFamily(finding);
    boolean told = scene.told().toldAsRoot(finding.id());
    return place.kind() == Place.Kind.WAITING && told ? Place.OWN : place;
  }

  /**
   * What has been told already stays told: an advisory from before is no child of the blindness.
   */
  private Place underBlindness(Finding finding) {
    if (Family.of(finding.rule()) == Family.BLINDNESS) {
      return Place.OWN;
    }
    if (scene.told().toldAsRoot(finding.id())) {
      return byFamily(finding);
    }
    Optional<Finding> root = blind.orElseThrow().root();
    if (root.isPresent()) {
      return Place.under(root.get().id());
    }
    if (scene.finding(Rules.ADVISOR_BLIND, Subject.CLUSTER).isPresent()) {
      return Place.WAITING;
    }
    Place place = byFamily(finding);
    return place.kind() == Place.Kind.OWN && settlesByItself(finding) ? Place.WAITING : place;
  }

  private static boolean settlesByItself(Finding finding) {
    Family family = Family.of(finding.rule());
    return family == Family.PARTITIONS || family == Family.GROUPS;
  }

  private Place byFamily(Finding finding) {
    return switch (Family.of(finding.rule())) {
      case PARTITIONS ->
          Culprit.saturates(finding)
              ? Place.OWN
              : orUnderReassignment(finding, orUnderTheirLeader(finding, replicas(finding)));
      case GROUPS -> saturation.ofGroup(finding, this::touches).orElseGet(() -> group(finding));
      case CONFIGURATION -> configuration();
      case PERFORMANCE ->
          saturation.of(finding).orElseGet(() -> orForItsFollower(finding, living(finding)));
      case QUORUM -> finding.brokers().isEmpty() ? orWithAZone(finding) : voters(finding);
      case SILENCE -> saturation.ofSilence(finding).orElse(Place.OWN);
      case BLINDNESS, SMALLNESS -> Place.OWN;
      case SINGLE -> Imbalance.place(finding, scene);
    };
  }

  /**
   * Kafka does not tell where a controller apart from the brokers stands: one that falls behind
   * when a whole zone goes went with it, and catches up after it.
   */
  private Place orWithAZone(Finding finding) {
    boolean voter = finding.rule().equals(Rules.QUORUM_VOTER_BEHIND);
    return troubles.values().stream()
        .filter(trouble -> voter && !scene.told().toldAsRoot(finding.id()))
        .filter(trouble -> trouble.mayStillCause(finding.since()))
        .filter(trouble -> !finding.since().isAfter(trouble.start().plus(scene.settle())))
        .filter(this::wentWithItsZone)
        .min(LONGEST_FIRST)
        .map(t -> t.standing() == Standing.DOUBT ? Place.WAITING : Place.under(rootOf(t)))
        .orElse(Place.OWN);
  }

  private boolean wentWithItsZone(Trouble trouble) {
    return Zone.of(trouble.broker(), scene).filter(zone -> zone.isLost(scene)).isPresent();
  }

  /** A broker that is away or may be is slow for that reason. */
  private Place living(Finding finding) {
    Optional<Trouble> trouble = Optional.ofNullable(troubles.get(finding.subject().broker()));
    return trouble
        .map(t -> t.standing() == Standing.DOUBT ? Place.WAITING : Place.under(rootOf(t)))
        .orElse(Place.OWN);
  }

  /** Requests that wait for a follower which lags are explained by it, or by what explains that. */
  private Place orForItsFollower(Finding finding, Place place) {
    if (place.kind() != Place.Kind.OWN) {
      return place;
    }
    Optional<Finding> lag = laggards.of(finding);
    if (lag.isEmpty()) {
      return laggards.mayComeBack(finding) ? Place.WAITING : Place.OWN;
    }
    Place deeper = place(lag.get());
    return deeper.kind() != Place.Kind.OWN
        ? deeper
        : scene.tellable(lag.get()) ? Place.under(lag.get().id()) : Place.WAITING;
  }

  /**
   * Followers that live and lag behind one leader that gives no answer lag for that reason,
   * whatever its reason is.
   */
  private Place orUnderTheirLeader(Finding finding, Place place) {
    Optional<Trouble> leader =
        Optional.of(finding)
            .filter(symptom -> place.kind() == Place.Kind.OWN)
            .filter(symptom -> !scene.told().toldAsRoot(symptom.id()))
            .flatMap(this::onlyLeader)
            .map(troubles::get)
            .filter(trouble -> trouble.mayStillCause(finding.since()));
    return leader
        .map(t -> t.standing() == Standing.DOUBT ? Place.WAITING : Place.under(rootOf(t)))
        .orElse(place);
  }

  private Optional<BrokerId> onlyLeader(Finding finding) {
    return scene
        .topic(finding.subject())
        .map(topic -> leaders(topic, finding))
        .filter(leaders -> leaders.size() == 1)
        .map(leaders -> leaders.iterator().next())
        .filter(leader -> leader >= 0)
        .map(BrokerId::new);
  }

  private static Set<Integer> leaders(TopicSample topic, Finding finding) {
    Set<Integer> leaders = new TreeSet<>();
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      if (finding.partitions().contains(partition)) {
        leaders.add(topic.leader().get(partition));
      }
    }
    return leaders;
  }

  /** A reassignment lacks the replicas that it is to bring: only one that does not end is told. */
  private Place orUnderReassignment(Finding finding, Place place) {
    if (place.kind() != Place.Kind.OWN || !finding.cause().equals(Rules.REASSIGNMENT_RUNNING)) {
      return place;
    }
    return scene
        .finding(Rules.REASSIGNMENT_STUCK, Subject.CLUSTER)
        .map(stuck -> scene.tellable(stuck) ? Place.under(stuck.id()) : Place.WAITING)
        .orElse(Place.OWN);
  }

  private Place replicas(Finding finding) {
    return underItsBrokers(finding, trouble -> trouble.mayStillLack(finding.since()));
  }

  private Place voters(Finding finding) {
    return underItsBrokers(finding, trouble -> trouble.mayStillCause(finding.since()));
  }

  private Place underItsBrokers(Finding finding, Predicate<Trouble> mayCause) {
    List<Trouble> possible =
        troubles.values().stream()
            .filter(t -> finding.brokers().contains(t.broker()) && mayCause.test(t))
            .sorted(LONGEST_FIRST)
            .toList();
    Optional<Trouble> root =
        possible.stream().filter(t -> t.standing() != Standing.DOUBT).findFirst();
    if (root.isPresent()
        && (possible.size() == finding.brokers().size() || listed(root.get(), finding))) {
      return Place.under(rootOf(root.get()));
    }
    return possible.stream().anyMatch(t -> t.standing() == Standing.DOUBT)
        ? Place.WAITING
        : Place.OWN;
  }

  /**
   * A symptom that was told with a broker stays with it when another replica blinks: that one is
   * told by the deeper rule that it breaks, after that rule's own time.
   */
  private boolean listed(Trouble trouble, Finding finding) {
    return scene
        .openSilence(trouble.broker())
        .map(advisory -> scene.told().lists(advisory.id(), finding.id()))
        .orElse(false);
  }

  private Place group(Finding finding) {
    List<Trouble> possible =
        troubles.values().stream()
            .filter(t -> t.mayHaveCaused(finding.since()) && touches(finding, t.broker()))
            .sorted(LONGEST_FIRST)
            .toList();
    Optional<Trouble> root =
        possible.stream()
            .filter(t -> t.standing() == Standing.TOLD)
            .filter(t -> !finding.rule().equals(Rules.GROUP_MEMBERLESS))
            .findFirst();
    if (root.isPresent()) {
      return Place.under(rootOf(root.get()));
    }
    return possible.stream().anyMatch(this::unsettled) ? Place.WAITING : Place.OWN;
  }

  /**
   * Members and commits come back within the settle time; a group that stays without them has a
   * trouble of its own.
   */
  private boolean unsettled(Trouble trouble) {
    Instant calm = trouble.symptomsUntil().orElse(trouble.start().plus(scene.settle()));
    return scene.at().isBefore(calm);
  }

  private boolean touches(Finding finding, BrokerId broker) {
    Optional<GroupSample> group = scene.group(finding.subject());
    if (group.isEmpty()) {
      return troubles.containsKey(broker);
    }
    return group.get().coordinator().filter(broker::equals).isPresent()
        || group.get().commits().stream()
            .map(commits -> scene.sweep().topics().get(commits.topic()))
            .anyMatch(topic -> topic != null && holds(topic, broker));
  }

  private static boolean holds(TopicSample topic, BrokerId broker) {
    for (IntColumn replicas : topic.replicas()) {
      if (replicas.contains(broker.value())) {
        return true;
      }
    }
    return false;
  }

  private Place configuration() {
    Optional<Finding> small = scene.finding(Rules.SMALL_CLUSTER, Subject.CLUSTER);
    if (small.filter(scene::tellable).isPresent()) {
      return Place.under(small.get().id());
    }
    boolean soon =
        scene.policy().enabled(Rules.SMALL_CLUSTER) && scene.sweep().brokers().size() <= 2;
    return small.isPresent() || soon ? Place.WAITING : Place.OWN;
  }

  private static FindingId rootOf(Trouble trouble) {
    return new FindingId(Rules.BROKER_SILENT, Subject.of(trouble.broker()));
  }
}
