package io.kadvisor.streams;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.PartSet;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicSample;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What has come of one sweep so far. A repeated sample, or part of one, replaces its first. */
final class PendingSweep {
  private final SortedMap<BrokerId, BrokerSample> brokers = new TreeMap<>();
  private final Gathered<TopicName, TopicSample> topics = new Gathered<>(PartSet::ofTopic);
  private final Gathered<GroupId, GroupSample> groups = new Gathered<>(PartSet::ofGroup);
  private Optional<ClusterSample> cluster = Optional.empty();
  private Optional<SweepMark> mark = Optional.empty();

  void add(Sample sample) {
    switch (sample.subject().kind()) {
      case BROKER -> brokers.put(((BrokerSample) sample).broker(), (BrokerSample) sample);
      case TOPIC -> topics.add(((TopicSample) sample).topic(), (TopicSample) sample);
      case GROUP -> groups.add(((GroupSample) sample).group(), (GroupSample) sample);
      case CLUSTER -> cluster = Optional.of((ClusterSample) sample);
    }
  }

  void close(SweepMark closing) {
    mark = Optional.of(closing);
  }

  boolean marked() {
    return mark.isPresent();
  }

  /**
   * Kinds of which the mark counts more records than came, or of which a sample lacks parts; none
   * while there is no mark.
   */
  Set<Subject.Kind> missing() {
    Set<Subject.Kind> missing = EnumSet.noneOf(Subject.Kind.class);
    mark.map(SweepMark::counts)
        .ifPresent(
            counts -> {
              note(missing, Subject.Kind.BROKER, counts.brokers() > brokers.size());
              note(missing, Subject.Kind.TOPIC, topics.lacks(counts.topics()));
              note(missing, Subject.Kind.GROUP, groups.lacks(counts.groups()));
              note(missing, Subject.Kind.CLUSTER, counts.cluster() > 0 && cluster.isEmpty());
            });
    return missing;
  }

  private static void note(Set<Subject.Kind> missing, Subject.Kind kind, boolean isMissing) {
    if (isMissing) {
      missing.add(kind);
    }
  }

  /**
   * The sweep as it stands; a sample of which a part is missing is not in it.
   *
   * @throws java.util.NoSuchElementException when no mark has come
   */
  Sweep sweep() {
    return new Sweep(
        mark.orElseThrow(),
        !missing().isEmpty(),
        cluster,
        brokers,
        topics.samples(),
        groups.samples());
  }
}
