package io.kadvisor.streams.running;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The records of one healthy sweep: every broker listed and answering, every topic with three
 * replicas in sync, every group without lag.
 */
record SampleSweep(
    ClusterId cluster,
    long epoch,
    Instant at,
    int brokers,
    List<String> topics,
    List<String> groups) {
  /** The time of the first sweep. */
  static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  static final Duration CADENCE = Duration.ofSeconds(2);

  SampleSweep {
    topics = List.copyOf(topics);
    groups = List.copyOf(groups);
  }

  /** Three brokers, two topics, one group; the n-th sweep of the first epoch. */
  static SampleSweep number(ClusterId cluster, int n) {
    return new SampleSweep(
        cluster,
        1,
        START.plus(CADENCE.multipliedBy(n)),
        3,
        List.of("orders", "payments"),
        List.of("billing"));
  }

  SampleSweep inEpoch(long newEpoch) {
    return new SampleSweep(cluster, newEpoch, at, brokers, topics, groups);
  }

  SampleSweep withTopics(String... names) {
    return new SampleSweep(cluster, epoch, at, brokers, List.of(names), groups);
  }

  SampleSweep withGroups(String... names) {
    return new SampleSweep(cluster, epoch, at, brokers, topics, List.of(names));
  }

  /** Everything that the mark counts. */
  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    IntStream.rangeClosed(1, brokers).forEach(id -> samples.add(broker(id)));
    topics.forEach(name -> samples.add(topic(name)));
    groups.forEach(name -> samples.add(group(name)));
    samples.add(clusterSample());
    return samples;
  }

  BrokerSample broker(int id) {
    return new BrokerSample(
        Sample.VERSION,
        cluster,
        new BrokerId(id),
        epoch,
        at,
        BrokerSample.Membership.LISTED,
        new BrokerSample.Answer(
            BrokerSample.Answer.Outcome.ANSWERED,
            Optional.of(Duration.ofMillis(3)),
            Optional.empty()),
        Optional.of("127.0.0.1"),
        Optional.of(29_092 + id),
        Optional.of("rack-" + id),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of());
  }

  TopicSample topic(String name) {
    IntColumn replicas = IntColumn.of(1, 2, 3);
    return new TopicSample(
        Sample.VERSION,
        cluster,
        new TopicName(name),
        "id-of-" + name,
        epoch,
        at,
        false,
        false,
        IntColumn.of(1),
        List.of(replicas),
        List.of(replicas),
        List.of(),
        Optional.empty(),
        LongColumn.of(0),
        LongColumn.of(at.getEpochSecond()),
        LongColumn.of(at.getEpochSecond()),
        LongColumn.of(at.minus(CADENCE).getEpochSecond()),
        Optional.of(at.minus(CADENCE)),
        List.of(),
        Map.of("min.insync.replicas", "2"),
        List.of());
  }

  GroupSample group(String name) {
    return new GroupSample(
        Sample.VERSION,
        cluster,
        new GroupId(name),
        epoch,
        at,
        false,
        GroupSample.Type.CONSUMER,
        Optional.of("Stable"),
        Optional.of(new BrokerId(1)),
        Optional.of(List.of(new GroupSample.Member("m-1", "client-1", "/127.0.0.1", 1))),
        List.of(),
        Optional.empty(),
        List.of());
  }

  ClusterSample clusterSample() {
    return new ClusterSample(
        Sample.VERSION,
        cluster,
        "test",
        epoch,
        at,
        Optional.of(new BrokerId(1)),
        IntStream.rangeClosed(1, brokers).mapToObj(BrokerId::new).toList(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of());
  }

  SweepMark mark() {
    return new SweepMark(
        Sample.VERSION,
        cluster,
        "test",
        epoch,
        at,
        at.plusMillis(100),
        "collector-1",
        new SweepMark.Counts(brokers, topics.size(), groups.size(), 1),
        EnumSet.allOf(Fact.class),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
