package io.kadvisor.collector.publish;

import io.kadvisor.collector.sweep.Samples;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.ClusterRecord;
import io.kadvisor.model.sample.CollectorLease;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupParts;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.SweepMark.Counts;
import io.kadvisor.model.sample.TopicParts;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The records of a sweep, encoded, with their counts. A sample above the size limit travels in
 * parts. One that cannot be cut small enough is left out and told: it must not take the sweep with
 * it.
 */
public record SweepRecords(List<HomeRecord> records, Counts counts, List<NotSeen> tooLarge) {
  public SweepRecords {
    records = List.copyOf(records);
    tooLarge = List.copyOf(tooLarge);
  }

  public static SweepRecords of(Samples samples, Topics topics) {
    List<HomeRecord> records = new ArrayList<>();
    List<NotSeen> tooLarge = new ArrayList<>();
    var brokers = Fitting.whole(topics.brokerSamples());
    var byTopic = Fitting.inParts(topics.topicSamples(), TopicParts::split);
    var byGroup = Fitting.inParts(topics.groupSamples(), GroupParts::split);
    Counts counts =
        new Counts(
            add(samples.brokers(), brokers, Fact.BROKER_MEMBERSHIP, records, tooLarge),
            add(samples.topics(), byTopic, Fact.TOPIC_PARTITIONS, records, tooLarge),
            add(samples.groups(), byGroup, Fact.GROUPS, records, tooLarge),
            1);
    ClusterRecord cluster = samples.cluster();
    records.add(
        HomeRecord.of(
            topics.clusterRecords(), Keys.of(cluster), cluster, samples.cluster().sweepAt()));
    return new SweepRecords(records, counts, tooLarge);
  }

  /** The record that closes a sweep. */
  public static HomeRecord mark(SweepMark mark, Topics topics) {
    ClusterRecord record = mark;
    return HomeRecord.of(topics.clusterRecords(), Keys.of(record), record, mark.sweepAt());
  }

  /** The record by which a collector says that it sweeps a cluster from now on. */
  public static HomeRecord lease(CollectorLease lease, Topics topics) {
    return HomeRecord.of(topics.collectors(), Keys.of(lease), lease, lease.since());
  }

  private static <S extends Sample> int add(
      List<S> samples, Fitting<S> fitting, Fact fact, List<HomeRecord> to, List<NotSeen> tooLarge) {
    int before = to.size();
    for (S sample : samples) {
      try {
        to.addAll(fitting.records(sample));
      } catch (SerializationException e) {
        tooLarge.add(leftOut(fact, sample.subject(), e));
      }
    }
    return to.size() - before;
  }

  private static NotSeen leftOut(Fact fact, Subject subject, SerializationException why) {
    return new NotSeen(
        fact, Optional.of(subject), "seen, but not written: " + why.getMessage(), Optional.empty());
  }
}
