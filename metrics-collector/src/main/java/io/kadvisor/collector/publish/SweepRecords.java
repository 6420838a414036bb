package io.kadvisor.collector.publish;

import io.kadvisor.collector.sweep.Samples;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.ClusterRecord;
import io.kadvisor.model.sample.CollectorLease;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.SweepMark.Counts;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The records of a sweep, encoded, with their counts. A sample above the size limit is left out and
 * told: one huge topic must not take the sweep with it.
 */
public record SweepRecords(List<HomeRecord> records, Counts counts, List<NotSeen> tooLarge) {
  public SweepRecords {
    records = List.copyOf(records);
    tooLarge = List.copyOf(tooLarge);
  }

  public static SweepRecords of(Samples samples, Topics topics) {
    List<HomeRecord> records = new ArrayList<>();
    List<NotSeen> tooLarge = new ArrayList<>();
    int brokers =
        add(samples.brokers(), topics.brokerSamples(), Fact.BROKER_MEMBERSHIP, records, tooLarge);
    int topicCount =
        add(samples.topics(), topics.topicSamples(), Fact.TOPIC_PARTITIONS, records, tooLarge);
    int groups = add(samples.groups(), topics.groupSamples(), Fact.GROUPS, records, tooLarge);
    ClusterRecord cluster = samples.cluster();
    records.add(
        HomeRecord.of(
            topics.clusterRecords(), Keys.of(cluster), cluster, samples.cluster().sweepAt()));
    return new SweepRecords(records, new Counts(brokers, topicCount, groups, 1), tooLarge);
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
      List<S> samples, Topic<S> topic, Fact fact, List<HomeRecord> to, List<NotSeen> tooLarge) {
    int added = 0;
    for (S sample : samples) {
      try {
        to.add(HomeRecord.of(topic, Keys.of(sample), sample, sample.sweepAt()));
        added++;
      } catch (SerializationException e) {
        tooLarge.add(leftOut(fact, sample.subject(), e));
      }
    }
    return added;
  }

  private static NotSeen leftOut(Fact fact, Subject subject, SerializationException why) {
    return new NotSeen(
        fact, Optional.of(subject), "seen, but not written: " + why.getMessage(), Optional.empty());
  }
}
