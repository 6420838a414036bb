package io.kadvisor.benchmarks;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterRecord;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A cluster that is well, sweep by sweep: every partition takes records at a rate of its own, every
 * group keeps up with one topic. Replicas are three, spread over all brokers.
 */
final class GeneratedFeed {
  static final ClusterId CLUSTER = new ClusterId("generated-cluster");
  private static final int FACTOR = 3;
  private static final long MEGABYTE = 1 << 20;

  private final FeedSize size;
  private final Instant first;
  private final Duration period;
  private final int[] all;

  /** With the time of the first sweep and the time between two. */
  GeneratedFeed(FeedSize size, Instant first, Duration period) {
    this.size = size;
    this.first = first;
    this.period = period;
    this.all = IntStream.rangeClosed(1, size.brokers).toArray();
  }

  Instant at(int sweep) {
    return first.plus(period.multipliedBy(sweep));
  }

  /** All of a sweep at once. */
  Sweep sweep(int number) {
    var brokers = new TreeMap<BrokerId, BrokerSample>();
    var topics = new TreeMap<TopicName, TopicSample>();
    var groups = new TreeMap<GroupId, GroupSample>();
    brokers(number, sample -> brokers.put(sample.broker(), sample));
    topics(number, sample -> topics.put(sample.topic(), sample));
    groups(number, sample -> groups.put(sample.group(), sample));
    var cluster = Optional.of((ClusterSample) cluster(number));
    return new Sweep(mark(number), false, cluster, brokers, topics, groups);
  }

  void brokers(int sweep, Consumer<BrokerSample> to) {
    for (int broker : all) {
      to.accept(
          new BrokerSample(
              Sample.VERSION,
              CLUSTER,
              new BrokerId(broker),
              1,
              at(sweep),
              BrokerSample.Membership.LISTED,
              new BrokerSample.Answer(
                  BrokerSample.Answer.Outcome.ANSWERED,
                  Optional.of(Duration.ofMillis(1 + (broker + sweep) % 7)),
                  Optional.empty()),
              Optional.of("broker-" + broker),
              Optional.of(9092),
              Optional.of("az" + broker % 3),
              Optional.empty(),
              Optional.empty(),
              Map.of(),
              readings(sweep),
              List.of()));
    }
  }

  void topics(int sweep, Consumer<TopicSample> to) {
    for (int topic = 0; topic < size.topics(); topic++) {
      to.accept(topic(topic, sweep));
    }
  }

  private TopicSample topic(int topic, int sweep) {
    int from = topic * size.perTopic;
    List<IntColumn> replicas =
        IntStream.range(from, from + size.perTopic).mapToObj(this::replicas).toList();
    LongColumn latest = ends(from, sweep);
    return new TopicSample(
        Sample.VERSION,
        CLUSTER,
        name(topic),
        "id-" + topic,
        1,
        at(sweep),
        false,
        false,
        IntColumn.of(replicas.stream().mapToInt(row -> row.get(0)).toArray()),
        replicas,
        replicas,
        List.of(),
        Optional.empty(),
        LongColumn.of(new long[size.perTopic]),
        latest,
        latest,
        sweep == 0 ? LongColumn.empty() : ends(from, sweep - 1),
        sweep == 0 ? Optional.empty() : Optional.of(at(sweep - 1)),
        bytes(from),
        Map.of("min.insync.replicas", "2"),
        List.of());
  }

  static TopicName name(int topic) {
    return new TopicName("topic-" + topic);
  }

  IntColumn replicas(int partition) {
    return IntColumn.of(
        IntStream.range(0, FACTOR).map(r -> all[(partition + r) % busy()]).toArray());
  }

  private int busy() {
    return all.length - size.idle;
  }

  /** Known only where somebody plans: two thirds of a feed are sizes else. */
  private List<LongColumn> bytes(int from) {
    return size.idle == 0
        ? List.of()
        : IntStream.range(from, from + size.perTopic).mapToObj(this::bytesOf).toList();
  }

  private LongColumn bytesOf(int partition) {
    long bytes = MEGABYTE * (20 + partition * 7919L % 900);
    return LongColumn.of(LongStream.generate(() -> bytes).limit(FACTOR).toArray());
  }

  private List<Reading> readings(int sweep) {
    return size.idle == 0
        ? List.of()
        : List.of(reading(Metric.BYTES_IN, 1e7, sweep), reading(Metric.MESSAGES_IN, 1e4, sweep));
  }

  private Reading reading(Metric metric, double aSecond, int sweep) {
    Optional<Reading.Previous> before = Optional.of(new Reading.Previous(0, at(sweep - 1)));
    return new Reading(metric, aSecond * period.toSeconds(), at(sweep), Fact.Source.JMX, before);
  }

  private LongColumn ends(int from, int sweep) {
    return LongColumn.of(
        IntStream.range(from, from + size.perTopic).mapToLong(p -> end(p, sweep)).toArray());
  }

  /** End offset of a partition: a start of many digits and a steady rate of its own. */
  long end(int partition, int sweep) {
    return 1_000_000L + partition * 37L + sweep * (100L + partition % 900);
  }

  void groups(int sweep, Consumer<GroupSample> to) {
    for (int group = 0; group < size.groups; group++) {
      to.accept(group(group, sweep));
    }
  }

  private GroupSample group(int group, int sweep) {
    int topic = group % size.topics();
    int from = topic * size.perTopic;
    LongColumn end = ends(from, sweep);
    LongColumn before = sweep == 0 ? LongColumn.empty() : ends(from, sweep - 1);
    var commits =
        new GroupSample.Commits(
            name(topic),
            Optional.of("id-" + topic),
            IntColumn.of(IntStream.range(0, size.perTopic).toArray()),
            end,
            end,
            LongColumn.of(new long[size.perTopic]),
            end,
            IntColumn.of(new int[size.perTopic]),
            before,
            before);
    return new GroupSample(
        Sample.VERSION,
        CLUSTER,
        new GroupId("group-" + group),
        1,
        at(sweep),
        false,
        GroupSample.Type.CLASSIC,
        Optional.of("Stable"),
        Optional.of(new BrokerId(all[group % all.length])),
        Optional.of(
            List.of(new GroupSample.Member("member", "client", "/10.0.0.1", size.perTopic))),
        List.of(commits),
        sweep == 0 ? Optional.empty() : Optional.of(at(sweep - 1)),
        List.of());
  }

  ClusterRecord cluster(int sweep) {
    return new ClusterSample(
        Sample.VERSION,
        CLUSTER,
        "generated",
        1,
        at(sweep),
        Optional.of(new BrokerId(1)),
        IntStream.of(all).mapToObj(BrokerId::new).toList(),
        Optional.of(0L),
        Optional.empty(),
        Map.of(),
        List.of());
  }

  SweepMark mark(int sweep) {
    return new SweepMark(
        Sample.VERSION,
        CLUSTER,
        "generated",
        1,
        at(sweep),
        at(sweep).plusMillis(200),
        "benchmark",
        new SweepMark.Counts(size.brokers, size.topics(), size.groups, 1),
        EnumSet.allOf(Fact.class),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
