package io.kadvisor.core.advice;

import io.kadvisor.core.advice.Advice.File;
import io.kadvisor.core.incident.Incident;
import io.kadvisor.model.advisory.Advisory.Affected;
import io.kadvisor.model.advisory.Advisory.Alternative;
import io.kadvisor.model.advisory.Advisory.Confidence;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.advisory.Recommendation.Step;
import io.kadvisor.model.finding.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An advice while it is written: what the findings say is in it from the start, an adviser adds the
 * rest.
 */
final class Draft {
  /** The longest title, in characters. */
  static final int TITLE = 80;

  private final Incident incident;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> preconditions = new ArrayList<>();
  private final List<Alternative> alternatives = new ArrayList<>();
  private final List<File> files = new ArrayList<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private final Map<String, String> parameters = new TreeMap<>();
  private Category category;
  private Affected affected;
  private Confidence confidence =
      new Confidence(Confidence.Level.HIGH, "Seen directly in the cluster's metadata.");
  private String title = "";
  private String explanation = "";
  private String impact = "";
  private String forecast = "";
  private String action = "investigate";
  private String summary = "";
  private String risk = "None: looking changes nothing.";
  private String verify = "";
  private Optional<Duration> duration = Optional.empty();
  private Optional<String> cost = Optional.empty();
  private Optional<String> rollback = Optional.empty();

  private Draft(Incident incident) {
    this.incident = incident;
    this.category = incident.firstRoot().category();
    this.affected = AffectedBy.of(incident, new PartitionsByTopic(new TreeMap<>()));
    incident.findings().forEach(finding -> missing.addAll(finding.missing()));
  }

  static Draft about(Incident incident) {
    return new Draft(incident);
  }

  /** The first that fits, else the last one cut. */
  Draft title(String... fromLongToShort) {
    String last = fromLongToShort[fromLongToShort.length - 1];
    title =
        List.of(fromLongToShort).stream()
            .filter(candidate -> candidate.length() <= TITLE)
            .findFirst()
            .orElseGet(() -> last.substring(0, TITLE - 1) + "…");
    return this;
  }

  /** Another one than the root finding's. */
  Draft category(Category other) {
    category = other;
    return this;
  }

  Draft explain(String... sentences) {
    explanation = joined(sentences);
    return this;
  }

  Draft alsoExplain(String sentence) {
    explanation = joined(explanation, sentence);
    return this;
  }

  private static String joined(String... sentences) {
    return String.join(" ", List.of(sentences).stream().filter(s -> !s.isEmpty()).toList());
  }

  Draft alsoAffecting(PartitionsByTopic partitions) {
    affected = AffectedBy.of(incident, partitions);
    return this;
  }

  Draft confidence(Confidence.Level level, String why) {
    confidence = new Confidence(level, why);
    return this;
  }

  Draft impact(String... sentences) {
    impact = joined(sentences);
    return this;
  }

  Draft forecast(String... sentences) {
    forecast = joined(sentences);
    return this;
  }

  Draft action(String kind, String what) {
    action = kind;
    summary = what;
    return this;
  }

  Draft parameter(String name, Object value) {
    parameters.put(name, value.toString());
    return this;
  }

  Draft step(String what) {
    steps.add(Step.of(what));
    return this;
  }

  Draft step(String what, String command) {
    steps.add(Step.of(what, command));
    return this;
  }

  Draft precondition(String sentence) {
    preconditions.add(sentence);
    return this;
  }

  Draft risk(String sentence) {
    risk = sentence;
    return this;
  }

  Draft takes(Optional<Duration> expected) {
    duration = expected;
    return this;
  }

  Draft costs(String sentence) {
    cost = Optional.of(sentence);
    return this;
  }

  Draft rollback(String sentence) {
    rollback = Optional.of(sentence);
    return this;
  }

  Draft verify(String sentence) {
    verify = sentence;
    return this;
  }

  Draft alternative(String what, String whySecond) {
    alternatives.add(new Alternative(what, whySecond));
    return this;
  }

  Draft missing(String sentence) {
    missing.add(sentence);
    return this;
  }

  Draft file(String name, String content) {
    return file(name, "application/json", content);
  }

  Draft file(String name, String mediaType, String content) {
    files.add(new File(name, mediaType, content));
    return this;
  }

  Advice advice() {
    Recommendation recommendation =
        new Recommendation(
            action,
            parameters,
            summary,
            steps,
            List.of(),
            preconditions,
            risk,
            duration,
            cost,
            rollback,
            verify);
    return new Advice(
        category,
        title,
        explanation,
        EvidenceByWeight.of(incident),
        affected,
        confidence,
        impact,
        forecast,
        recommendation,
        alternatives,
        List.copyOf(missing),
        files,
        Optional.empty());
  }
}
