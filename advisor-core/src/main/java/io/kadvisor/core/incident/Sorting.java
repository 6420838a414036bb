package io.kadvisor.core.incident;

import io.kadvisor.core.incident.Family.Rules;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One grouping under way: puts every active finding in its place and makes incidents of the places.
 */
final class Sorting {
  /** A subject's trouble of one family. */
  private record Seat(String family, Subject subject) implements Comparable<Seat> {
    private static final Comparator<Seat> ORDER =
        Comparator.comparing(Seat::family).thenComparing(Seat::subject);

    @Override
    public int compareTo(Seat other) {
      return ORDER.compare(this, other);
    }
  }

  private final Scene scene;
  private final Map<FindingId, List<Finding>> symptoms = new TreeMap<>();
  private final Map<Seat, List<Finding>> seats = new TreeMap<>();
  private final List<Finding> configuration = new ArrayList<>();
  private final Map<BrokerId, List<Finding>> living = new TreeMap<>();
  private final Zones zones;
  private final Performance performance;

  Sorting(Scene scene) {
    this.scene = scene;
    this.zones = new Zones(scene);
    this.performance = new Performance(scene, this::mayBeTold);
    Explanation explanation = new Explanation(scene);
    scene.active().forEach(finding -> put(finding, explanation.place(finding)));
  }

  private void put(Finding finding, Place place) {
    switch (place.kind()) {
      case UNDER ->
          symptoms
              .computeIfAbsent(place.root().orElseThrow(), id -> new ArrayList<>())
              .add(finding);
      case OWN -> seat(finding);
      case WAITING -> {}
    }
  }

  private void seat(Finding finding) {
    Family family = Family.of(finding.rule());
    Optional<BrokerId> culprit =
        family == Family.PERFORMANCE
            ? Optional.of(finding.subject().broker())
            : Culprit.of(finding, scene);
    if (culprit.isPresent()) {
      living.computeIfAbsent(culprit.get(), broker -> new ArrayList<>()).add(finding);
    } else if (family == Family.CONFIGURATION) {
      configuration.add(finding);
    } else if (!zones.take(finding)) {
      String name = family == Family.SINGLE ? finding.rule() : family.name();
      seats
          .computeIfAbsent(new Seat(name, finding.subject()), seat -> new ArrayList<>())
          .add(finding);
    }
  }

  Grouping grouping() {
    List<Incident> incidents = new ArrayList<>();
    seats.values().forEach(findings -> incident(findings).ifPresent(incidents::add));
    new Slowdown(scene)
        .take(living, this::mayBeTold, id -> symptoms.getOrDefault(id, List.of()))
        .ifPresent(incidents::add);
    living.forEach(
        (broker, findings) ->
            performance.of(broker, findings, symptomsOf(findings)).ifPresent(incidents::add));
    incidents.addAll(
        zones.incidents(
            findings -> findings.stream().filter(this::mayBeTold).toList(),
            id -> symptoms.getOrDefault(id, List.of())));
    incidents.addAll(
        new Folding(scene.told()).fold(configuration.stream().filter(this::mayBeTold).toList()));
    List<Incident> calm =
        new Digest(scene.told(), scene.policy().calm().digestAbove()).apply(incidents);
    return new Grouping(calm, lingering());
  }

  private List<Finding> symptomsOf(List<Finding> findings) {
    return findings.stream()
        .flatMap(finding -> symptoms.getOrDefault(finding.id(), List.of()).stream())
        .toList();
  }

  private Optional<Incident> incident(List<Finding> findings) {
    Finding any = findings.get(0);
    Optional<Advisory> open = scene.told().openRelative(any.rule(), any.subject());
    Family family = Family.of(any.rule());
    List<Finding> deepestFirst =
        findings.stream()
            .filter(f -> open.isPresent() || mayBeTold(f))
            .sorted(Comparator.comparingInt(f -> family.rank(f.rule())))
            .toList();
    if (deepestFirst.isEmpty() || (open.isEmpty() && waitsForDeeper(deepestFirst.get(0)))) {
      return Optional.empty();
    }
    Finding root = deepestFirst.get(0);
    List<Finding> explained = new ArrayList<>(deepestFirst.subList(1, deepestFirst.size()));
    explained.addAll(symptoms.getOrDefault(root.id(), List.of()));
    String kind = open.map(a -> a.id().kind()).orElse(root.rule());
    String cause =
        open.filter(a -> lessSure(root)).map(Advisory::cause).orElse(cause(root, explained));
    return Optional.of(new Incident(kind, root.subject(), cause, List.of(root), explained));
  }

  /** Fires, or has been told; is neither Kadvisor's own nor dismissed. */
  private boolean mayBeTold(Finding finding) {
    if (scene.told().toldAsRoot(finding.id())) {
      return true;
    }
    return finding.state() == Finding.State.FIRING
        && !scene.unfitToOpen(finding.subject())
        && !scene.told().silenced(finding, scene.at(), scene.policy());
  }

  /** A deeper rule of the family has seen it but not long enough: it will be the root. */
  private boolean waitsForDeeper(Finding root) {
    return !scene.told().toldAsRoot(root.id())
        && Family.of(root.rule()).deeperThan(root.rule()).stream()
            .flatMap(rule -> scene.finding(rule, root.subject()).stream())
            .anyMatch(deeper -> deeper.state() == Finding.State.PENDING);
  }

  private static String cause(Finding root, List<Finding> explained) {
    return explained.stream()
        .filter(f -> vague(root.cause()) && f.subject().equals(root.subject()) && !vague(f.cause()))
        .map(Finding::cause)
        .findFirst()
        .orElse(root.cause());
  }

  /** A dead broker that comes back is listed before it answers: that is no new dispute. */
  private static boolean lessSure(Finding root) {
    return root.rule().equals(Rules.BROKER_SILENT) && Rules.DISPUTED.contains(root.cause());
  }

  private static boolean vague(String cause) {
    return cause.isEmpty() || cause.equals("unknown");
  }

  /**
   * A broker that is back stays told while its replicas catch up, and while it seems to go again.
   */
  private SortedSet<AdvisoryId> lingering() {
    SortedSet<AdvisoryId> lingering = new TreeSet<>();
    for (Advisory advisory : scene.told().open()) {
      if (silenceLingers(advisory) || performance.lingers(advisory)) {
        lingering.add(advisory.id());
      }
    }
    return lingering;
  }

  private boolean silenceLingers(Advisory advisory) {
    Collection<FindingId> roots = rootsOf(advisory);
    List<Finding> there =
        roots.stream()
            .flatMap(id -> Optional.ofNullable(scene.findings().get(id)).stream())
            .toList();
    boolean aftermath =
        roots.stream()
            .flatMap(id -> symptoms.getOrDefault(id, List.of()).stream())
            .anyMatch(Sorting::ofPartitions);
    return there.stream().noneMatch(Finding::active) && (!there.isEmpty() || aftermath);
  }

  /** The silence of a broker, or of each broker of a zone; nothing for other advisories. */
  private Collection<FindingId> rootsOf(Advisory advisory) {
    AdvisoryId id = advisory.id();
    if (id.kind().equals(Rules.BROKER_SILENT)) {
      return List.of(silenceOf(id.subject().broker()));
    }
    return Zone.isKind(id.kind())
        ? scene.sweep().brokers().keySet().stream()
            .filter(b -> Zone.of(b, scene).filter(z -> z.kind().equals(id.kind())).isPresent())
            .map(Sorting::silenceOf)
            .toList()
        : List.of();
  }

  static FindingId silenceOf(BrokerId broker) {
    return new FindingId(Rules.BROKER_SILENT, Subject.of(broker));
  }

  private static boolean ofPartitions(Finding finding) {
    return Family.of(finding.rule()) == Family.PARTITIONS;
  }
}
