package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory.Affected;
import io.kadvisor.model.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Counts all that an incident touches; names the first 50. */
final class AffectedBy {
  private static final int NAMED = 50;

  private AffectedBy() {}

  /**
   * What the findings name, and more.
   *
   * @param more partitions that an adviser found itself
   */
  static Affected of(Incident incident, PartitionsByTopic more) {
    PartitionsByTopic partitions = partitions(incident).plus(more);
    SortedSet<Subject> subjects = subjects(incident);
    partitions.topics().keySet().forEach(topic -> subjects.add(Subject.of(topic)));
    return new Affected(
        count(subjects, Subject.Kind.BROKER),
        count(subjects, Subject.Kind.TOPIC),
        partitions.count(),
        count(subjects, Subject.Kind.GROUP),
        subjects.stream().limit(NAMED).toList(),
        named(partitions));
  }

  private static SortedSet<Subject> subjects(Incident incident) {
    SortedSet<Subject> subjects = new TreeSet<>(List.of(incident.root()));
    incident
        .findings()
        .forEach(
            finding -> {
              subjects.add(finding.subject());
              finding.brokers().forEach(broker -> subjects.add(Subject.of(broker)));
            });
    return subjects;
  }

  private static PartitionsByTopic partitions(Incident incident) {
    SortedMap<TopicName, PartitionRanges> partitions = new TreeMap<>();
    incident
        .findings()
        .filter(
            finding ->
                finding.subject().kind() == Subject.Kind.TOPIC && !finding.partitions().isEmpty())
        .forEach(
            finding ->
                partitions.merge(topic(finding), finding.partitions(), PartitionRanges::plus));
    return new PartitionsByTopic(partitions);
  }

  private static TopicName topic(Finding finding) {
    return new TopicName(finding.subject().name());
  }

  private static int count(SortedSet<Subject> subjects, Subject.Kind kind) {
    return (int) subjects.stream().filter(subject -> subject.kind() == kind).count();
  }

  private static Map<String, PartitionRanges> named(PartitionsByTopic partitions) {
    return partitions.topics().entrySet().stream()
        .limit(NAMED)
        .collect(Collectors.toMap(entry -> entry.getKey().value(), Map.Entry::getValue));
  }
}
