package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The cluster that the advice in these tests is about: an online shop on brokers 1 to 3 in three
 * zones.
 */
final class Shop {
  static final Instant NOW = Instant.parse("2026-11-21T03:20:50Z");
  static final Instant SINCE = Instant.parse("2026-11-21T03:20:10Z");
  static final long MIB = 1024 * 1024;
  private static final ClusterId CLUSTER = new ClusterId("shop-id");
  private static final Duration SWEEP = Duration.ofSeconds(5);

  private final SortedMap<BrokerId, BrokerSample> brokers = new TreeMap<>();
  private final SortedMap<TopicName, TopicSample> topics = new TreeMap<>();
  private final SortedMap<GroupId, GroupSample> groups = new TreeMap<>();
  private Optional<SweepMark.Gap> gap = Optional.empty();
  private Optional<SweepMark.Unreachable> unreachable = Optional.empty();

  /** Three healthy brokers and no topic. */
  static Shop open() {
    Shop shop = new Shop();
    for (int id = 1; id <= 3; id++) {
      shop.broker(id, "10.0.0." + id, Membership.LISTED, Outcome.ANSWERED);
    }
    return shop;
  }

  /** A shop of which nothing could be seen. */
  static Shop unseen() {
    return new Shop();
  }

  Shop broker(int id, String host, Membership membership, Outcome outcome) {
    return broker(id, host, membership, outcome, 9092);
  }

  Shop broker(int id, String host, Membership membership, Outcome outcome, int port) {
    brokers.put(
        new BrokerId(id),
        new BrokerSample(
            1,
            CLUSTER,
            new BrokerId(id),
            1,
            NOW,
            membership,
            new Answer(outcome, Optional.empty(), Optional.empty()),
            Optional.of(host),
            Optional.of(port),
            Optional.of("az" + id),
            Optional.of(
                List.of(
                    new LogDir(
                        "/var/lib/kafka",
                        Optional.empty(),
                        Optional.empty(),
                        new DataSize(0),
                        Optional.empty()))),
            Optional.of(NOW),
            Map.of("offsets.retention.minutes", "10080"),
            List.of(),
            List.of()));
    return this;
  }

  /** Dead for both witnesses; out of every ISR unless it was the last. */
  Shop without(int id) {
    broker(id, "10.0.0." + id, Membership.FENCED, Outcome.REFUSED);
    List.copyOf(topics.values()).forEach(topic -> topics.put(topic.topic(), without(topic, id)));
    return this;
  }

  private static TopicSample without(TopicSample t, int id) {
    List<IntColumn> isr =
        t.isr().stream()
            .map(row -> row.size() > 1 ? column(row.stream().filter(b -> b != id).toArray()) : row)
            .toList();
    int[] leader =
        IntStream.range(0, t.partitionCount())
            .map(
                p ->
                    t.leader().get(p) != id
                        ? t.leader().get(p)
                        : isr.get(p).contains(id) ? -1 : isr.get(p).get(0))
            .toArray();
    return new TopicSample(
        1,
        CLUSTER,
        t.topic(),
        t.topicId(),
        1,
        NOW,
        t.internal(),
        t.self(),
        column(leader),
        t.replicas(),
        isr,
        List.of(),
        Optional.empty(),
        t.earliest(),
        t.latest(),
        t.stable(),
        t.previousLatest(),
        t.previousAt(),
        t.replicaBytes(),
        t.config(),
        List.of());
  }

  /** A topic with these replica lists, all in sync, 100 MiB a replica. */
  Shop topic(String name, int minInsync, int[]... replicas) {
    List<IntColumn> rows = Arrays.stream(replicas).map(Shop::column).toList();
    int[] leaders = rows.stream().mapToInt(row -> row.get(0)).toArray();
    List<LongColumn> bytes =
        rows.stream()
            .map(row -> LongColumn.of(row.stream().mapToLong(b -> 100 * MIB).toArray()))
            .toList();
    topics.put(
        new TopicName(name),
        new TopicSample(
            1,
            CLUSTER,
            new TopicName(name),
            "id-of-" + name,
            1,
            NOW,
            false,
            false,
            column(leaders),
            rows,
            rows,
            List.of(),
            Optional.empty(),
            LongColumn.empty(),
            LongColumn.empty(),
            LongColumn.empty(),
            LongColumn.empty(),
            Optional.empty(),
            bytes,
            Map.of("min.insync.replicas", Integer.toString(minInsync), "retention.ms", "86400000"),
            List.of()));
    return this;
  }

  /**
   * A group that commits and whose topic grows by so many records a sweep.
   *
   * @param lags one a partition
   */
  Shop group(
      String id,
      String topic,
      int members,
      long committedPerSweep,
      long recordsPerSweep,
      long... lags) {
    int rows = lags.length;
    long[] committed = IntStream.range(0, rows).mapToLong(row -> 1_000_000).toArray();
    long[] end = IntStream.range(0, rows).mapToLong(row -> 1_000_000 + lags[row]).toArray();
    GroupSample.Commits commits =
        new GroupSample.Commits(
            new TopicName(topic),
            Optional.of("id-of-" + topic),
            column(IntStream.range(0, rows).toArray()),
            LongColumn.of(committed),
            LongColumn.of(end),
            LongColumn.empty(),
            LongColumn.empty(),
            column(
                IntStream.range(0, rows).map(row -> members == 0 ? -1 : row % members).toArray()),
            LongColumn.of(
                Arrays.stream(committed).map(c -> c - committedPerSweep / rows).toArray()),
            LongColumn.of(Arrays.stream(end).map(e -> e - recordsPerSweep / rows).toArray()));
    groups.put(
        new GroupId(id),
        new GroupSample(
            1,
            CLUSTER,
            new GroupId(id),
            1,
            NOW,
            false,
            GroupSample.Type.CONSUMER,
            Optional.of(members == 0 ? "Empty" : "Stable"),
            Optional.of(new BrokerId(1)),
            Optional.of(
                IntStream.range(0, members)
                    .mapToObj(
                        m -> new GroupSample.Member("m" + m, "billing-" + m, "/10.0.1." + m, 1))
                    .toList()),
            List.of(commits),
            Optional.of(NOW.minus(SWEEP)),
            List.of()));
    return this;
  }

  Shop gap(String cause) {
    gap = Optional.of(new SweepMark.Gap(SINCE, NOW, cause, "writes to the home cluster timed out"));
    return this;
  }

  Shop unreachable(String cause) {
    unreachable = Optional.of(new SweepMark.Unreachable(SINCE, cause, "no broker of shop answers"));
    return this;
  }

  Sweep sweep() {
    SweepMark mark =
        new SweepMark(
            1,
            CLUSTER,
            "shop",
            1,
            NOW,
            NOW,
            "collector-1",
            new SweepMark.Counts(brokers.size(), topics.size(), groups.size(), 1),
            Set.of(),
            unreachable,
            gap,
            List.of(),
            List.of());
    return new Sweep(mark, false, Optional.empty(), brokers, topics, groups);
  }

  static Finding finding(
      String rule, Category category, Subject subject, String cause, int... partitions) {
    return new Finding(
        1,
        CLUSTER,
        rule,
        subject,
        Finding.State.FIRING,
        category,
        Severity.WARNING,
        cause,
        PartitionRanges.of(partitions),
        Set.of(),
        List.of(
            Evidence.of(
                    subject,
                    "seen",
                    1,
                    Unit.COUNT,
                    NOW,
                    Phrase.capital(subject.toString()) + " shows " + rule)
                .against(Evidence.Comparison.ABOVE, 0, "test catalogue")),
        List.of(),
        SINCE,
        Optional.of(NOW),
        NOW,
        NOW,
        "1");
  }

  /** The same finding on other evidence. */
  static Finding because(Finding f, Evidence... evidence) {
    return new Finding(
        f.v(),
        f.cluster(),
        f.rule(),
        f.subject(),
        f.state(),
        f.category(),
        f.severity(),
        f.cause(),
        f.partitions(),
        f.brokers(),
        List.of(evidence),
        f.missing(),
        f.since(),
        f.firedAt(),
        f.lastSeen(),
        f.sweepAt(),
        f.policyVersion());
  }

  static Incident incident(Finding... roots) {
    return new Incident(
        roots[0].rule(),
        roots.length == 1 ? roots[0].subject() : Subject.CLUSTER,
        roots[0].cause(),
        List.of(roots),
        List.of());
  }

  static int[] on(int... brokers) {
    return brokers;
  }

  private static IntColumn column(int... values) {
    return IntColumn.of(values);
  }
}
