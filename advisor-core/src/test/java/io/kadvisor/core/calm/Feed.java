package io.kadvisor.core.calm;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A generated cluster, swept over the Admin API and JMX: three zones, three controllers apart from
 * the brokers, topics of factor 3 over all zones, two groups a topic.
 */
final class Feed {
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final ClusterId ID = new ClusterId("generated");

  final SortedMap<Integer, FeedBroker> brokers = new TreeMap<>();
  final SortedMap<String, FeedTopic> topics = new TreeMap<>();
  final SortedMap<String, FeedGroup> groups = new TreeMap<>();
  final FeedQuorum quorum = new FeedQuorum();
  private final SplittableRandom random;
  private Instant now = START;
  private Map<Integer, Boolean> placed = Map.of();
  private int placements;

  /**
   * How big a cluster is.
   *
   * @param partitions of each topic
   */
  record Size(int brokers, int topics, int partitions, int groups) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d brokers, %,d partitions of %,d topics, %,d groups",
          brokers,
          topics * partitions,
          topics,
          groups);
    }
  }

  Feed(Size size, SplittableRandom random) {
    this.random = random;
    IntStream.rangeClosed(1, size.brokers())
        .forEach(id -> brokers.put(id, new FeedBroker(id, new FeedMachine(random.split()))));
    for (int n = 0; n < size.topics(); n++) {
      addTopic("topic-" + n, size.partitions(), 3, 2);
    }
    List<FeedTopic> all = List.copyOf(topics.values());
    for (int n = 0; n < size.groups(); n++) {
      String id = "group-" + n;
      groups.put(id, new FeedGroup(id, all.get(n % all.size()), 2 + random.nextDouble(4)));
    }
  }

  /** A new topic whose replicas are in as many zones as there are copies, at most three. */
  FeedTopic addTopic(String name, int partitions, int factor, int minInsync) {
    List<IntColumn> replicas =
        IntStream.range(0, partitions)
            .mapToObj(
                partition -> {
                  int place = placements++;
                  return IntColumn.of(
                      IntStream.range(0, factor).map(copy -> broker(place, copy)).toArray());
                })
            .toList();
    FeedTopic topic =
        new FeedTopic(name, replicas, minInsync, Math.pow(10, random.nextDouble(0, 2.5)));
    topics.put(name, topic);
    placed = Map.of();
    return topic;
  }

  /** Copies in zone after zone, in each on broker after broker, so that all hold as much. */
  private int broker(int place, int copy) {
    String zone = "az" + (1 + (place + copy) % 3);
    List<Integer> there =
        brokers.values().stream().filter(b -> b.rack().equals(zone)).map(b -> b.id).toList();
    return there.get(place / 3 % there.size());
  }

  ClusterId id() {
    return ID;
  }

  Instant now() {
    return now;
  }

  /** The sweep after that time. */
  Sweep pass(Duration time) {
    now = now.plus(time);
    Map<Integer, Boolean> sync = new TreeMap<>();
    brokers.forEach((id, broker) -> sync.put(id, broker.inSync(now)));
    if (!sync.equals(placed)) {
      topics.values().forEach(topic -> topic.place(sync::get, this::turn));
      placed = sync;
    }
    FeedTraffic traffic = new FeedTraffic(brokers.lastKey());
    topics.values().forEach(topic -> topic.write(time, traffic));
    brokers.values().stream()
        .filter(FeedBroker::runs)
        .forEach(broker -> traffic.give(broker, time));
    groups.values().forEach(group -> group.read(time));
    return sweep();
  }

  private void turn(int leader, boolean smaller) {
    brokers.get(leader).machine.count(smaller ? Metric.ISR_SHRINKS : Metric.ISR_EXPANDS);
  }

  private Sweep sweep() {
    SortedMap<BrokerId, BrokerSample> seenBrokers = new TreeMap<>();
    brokers.values().forEach(b -> seenBrokers.put(new BrokerId(b.id), b.sample(ID, now)));
    SortedMap<TopicName, TopicSample> seenTopics = new TreeMap<>();
    topics.values().forEach(topic -> seenTopics.put(topic.name, topic.sample(ID, now)));
    SortedMap<GroupId, GroupSample> seenGroups = new TreeMap<>();
    groups.values().forEach(group -> seenGroups.put(group.id, group.sample(ID, now)));
    return new Sweep(mark(), false, Optional.of(cluster()), seenBrokers, seenTopics, seenGroups);
  }

  private ClusterSample cluster() {
    return new ClusterSample(
        Sample.VERSION,
        ID,
        "generated",
        1,
        now,
        Optional.of(new BrokerId(quorum.leader())),
        brokers.values().stream()
            .filter(broker -> broker.listed(now))
            .map(broker -> new BrokerId(broker.id))
            .toList(),
        Optional.empty(),
        Optional.of(quorum.sample(now)),
        Map.of(),
        List.of());
  }

  private SweepMark mark() {
    return new SweepMark(
        Sample.VERSION,
        ID,
        "generated",
        1,
        now,
        now.plusMillis(500),
        "collector-1",
        new SweepMark.Counts(brokers.size(), topics.size(), groups.size(), 1),
        EnumSet.allOf(Fact.class),
        Optional.empty(),
        Optional.empty(),
        List.of(
            new SourceStatus(Fact.Source.ADMIN, true, Optional.empty()),
            new SourceStatus(Fact.Source.JMX, true, Optional.empty())),
        List.of());
  }
}
