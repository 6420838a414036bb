package io.kadvisor.core.capacity;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Backup;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.testkit.sample.SampledPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A cluster whose brokers work, fill and are judged, every 5 s by the standard policy with what is
 * declared here. Rates and levels hold until they are changed.
 */
public final class LoadedCluster {
  public static final long MIB = 1024 * 1024;
  public static final long GIB = 1024 * MIB;
  public static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  public static final Map<String, String> WEEK = deletes("604800000");
  private static final ClusterId ID = new ClusterId("shop-id");
  private static final Duration CADENCE = Duration.ofSeconds(5);

  private static final class Broker {
    private String host = "";
    private String rack = "";
    private Membership membership = Membership.LISTED;
    private Optional<Double> cores = Optional.of(4.0);
    private double cpu;
    private double in;
    private double out;
    private double cpuDone = 1000;
    private double inDone = 1e9;
    private double outDone = 1e9;
    private String volume = "";
    private long total;
    private double used;
    private double growth;
    private long foreign;
    private boolean jmx = true;
  }

  private final SortedMap<Integer, Broker> brokers = new TreeMap<>();
  private final SortedMap<TopicName, TopicSample> topics = new TreeMap<>();
  private final SortedMap<GroupId, GroupSample> groups = new TreeMap<>();
  private Capacity capacity = Capacity.UNDECLARED;
  private Backup backup = Backup.NONE;
  private Instant now = START;
  private Memory memory = Memory.EMPTY;
  private SortedMap<FindingId, Finding> findings = new TreeMap<>();
  private int times;

  /** Brokers in three racks in turn, idle. */
  public static LoadedCluster of(int count) {
    var cluster = new LoadedCluster();
    for (int id = 1; id <= count; id++) {
      cluster.add(id, "az" + ((id - 1) % 3 + 1));
    }
    return cluster;
  }

  public LoadedCluster add(int id, String rack) {
    Broker broker = new Broker();
    broker.host = "10.0.0." + id;
    broker.rack = rack;
    brokers.put(id, broker);
    return this;
  }

  public LoadedCluster declare(Capacity declared) {
    capacity = declared;
    return this;
  }

  /** The same of every broker. */
  public LoadedCluster declare(double cores, long networkBytes) {
    return declare(
        new Capacity(
            new Capacity.Resources(
                Optional.of(cores),
                Optional.of(new DataRate(networkBytes)),
                Optional.of(new DataRate(networkBytes)),
                Optional.empty(),
                Optional.empty()),
            Map.of(),
            Duration.ofHours(24),
            3,
            Optional.empty()));
  }

  public LoadedCluster needsBackup(Backup wanted) {
    backup = wanted;
    return this;
  }

  public LoadedCluster withoutRack(int... ids) {
    for (int id : ids) {
      brokers.get(id).rack = "";
    }
    return this;
  }

  public LoadedCluster host(int broker, String host) {
    brokers.get(broker).host = host;
    return this;
  }

  /** Cores in use, from now on. */
  public LoadedCluster cpu(double... byBroker) {
    int next = 0;
    for (Broker broker : brokers.values()) {
      broker.cpu = byBroker[next++ % byBroker.length];
    }
    return this;
  }

  /** Bytes a second in and out, clients and replication together, from now on. */
  public LoadedCluster traffic(int broker, double in, double out) {
    brokers.get(broker).in = in;
    brokers.get(broker).out = out;
    return this;
  }

  /** A volume that the broker shares with all that have one of the same name. */
  public LoadedCluster volume(int broker, String name, long total, long used) {
    Broker b = brokers.get(broker);
    b.volume = name;
    b.total = total;
    b.used = used;
    return this;
  }

  /** Of what is used, so much is not Kafka's. */
  public LoadedCluster foreign(int broker, long bytes) {
    brokers.get(broker).foreign = bytes;
    return this;
  }

  public LoadedCluster fills(int broker, double bytesPerSecond) {
    brokers.get(broker).growth = bytesPerSecond;
    return this;
  }

  public LoadedCluster withoutJmx(int... ids) {
    for (int id : ids) {
      brokers.get(id).jmx = false;
    }
    return this;
  }

  public LoadedCluster withJmx(int id) {
    brokers.get(id).jmx = true;
    return this;
  }

  public LoadedCluster membership(int id, Membership membership) {
    brokers.get(id).membership = membership;
    return this;
  }

  /** The process is another one: its counters begin anew. */
  public LoadedCluster restart(int id) {
    Broker broker = brokers.get(id);
    broker.cpuDone = 0;
    broker.inDone = 0;
    broker.outDone = 0;
    return this;
  }

  public LoadedCluster topic(String name, long bytesEach, int[]... replicas) {
    return topic(name, bytesEach, WEEK, new long[0], replicas);
  }

  /** Configuration of a topic that deletes its records after such a time, in milliseconds. */
  public static Map<String, String> deletes(String after) {
    return Map.of("cleanup.policy", "delete", "retention.ms", after);
  }

  /**
   * A topic, all in sync.
   *
   * @param records that came since the last sweep, a partition each
   */
  public LoadedCluster topic(
      String name, long bytesEach, Map<String, String> config, long[] records, int[]... replicas) {
    List<IntColumn> rows = Arrays.stream(replicas).map(IntColumn::of).toList();
    List<LongColumn> bytes =
        rows.stream()
            .map(row -> LongColumn.of(row.stream().mapToLong(b -> bytesEach).toArray()))
            .toList();
    topics.put(
        new TopicName(name),
        new TopicSample(
            1,
            ID,
            new TopicName(name),
            "id-of-" + name,
            1,
            now,
            false,
            false,
            IntColumn.of(rows.stream().mapToInt(row -> row.get(0)).toArray()),
            rows,
            rows,
            List.of(),
            Optional.empty(),
            LongColumn.empty(),
            LongColumn.of(Arrays.stream(records).map(r -> 1000 + r).toArray()),
            LongColumn.empty(),
            LongColumn.of(Arrays.stream(records).map(r -> 1000).toArray()),
            records.length == 0 ? Optional.empty() : Optional.of(now.minus(CADENCE)),
            bytes,
            config,
            List.of()));
    return this;
  }

  public LoadedCluster put(TopicSample topic) {
    topics.put(topic.topic(), topic);
    return this;
  }

  public LoadedCluster drop(String topic) {
    topics.remove(new TopicName(topic));
    return this;
  }

  public LoadedCluster put(GroupSample group) {
    groups.put(group.group(), group);
    return this;
  }

  /** A group with members, or none, or one that could not be described. */
  public LoadedCluster group(
      String name, Optional<Integer> members, String topic, int partitions, long lag) {
    int[] rows = IntStream.range(0, partitions).toArray();
    long[] committed = IntStream.range(0, partitions).mapToLong(p -> 100).toArray();
    long[] end = IntStream.range(0, partitions).mapToLong(p -> 100 + lag).toArray();
    return put(
        new GroupSample(
            1,
            ID,
            new GroupId(name),
            1,
            now,
            false,
            GroupSample.Type.CLASSIC,
            Optional.of("Stable"),
            Optional.empty(),
            members.map(
                count ->
                    IntStream.range(0, count)
                        .mapToObj(m -> new GroupSample.Member("m" + m, "connector", "/10.0.0.9", 1))
                        .toList()),
            List.of(
                new GroupSample.Commits(
                    new TopicName(topic),
                    Optional.of("id-of-" + topic),
                    IntColumn.of(rows),
                    LongColumn.of(committed),
                    LongColumn.of(end),
                    LongColumn.empty(),
                    LongColumn.empty(),
                    IntColumn.empty(),
                    LongColumn.empty(),
                    LongColumn.empty())),
            Optional.empty(),
            List.of()));
  }

  public LoadedCluster look() {
    now = now.plus(CADENCE);
    for (Broker b : brokers.values()) {
      b.cpuDone += b.cpu * CADENCE.toSeconds();
      b.inDone += b.in * CADENCE.toSeconds();
      b.outDone += b.out * CADENCE.toSeconds();
      b.used = Math.min(b.total, b.used + b.growth * CADENCE.toSeconds());
    }
    return judge(sweep(false));
  }

  public LoadedCluster judge(Sweep sweep) {
    memory = Rules.advance(memory, sweep, policy());
    var before = findings;
    findings = Rules.evaluate(findings, sweep, memory, policy()).findings();
    times += (int) findings.keySet().stream().filter(id -> firesNow(id, before)).count();
    return this;
  }

  private boolean firesNow(FindingId id, SortedMap<FindingId, Finding> before) {
    return findings.get(id).active()
        && !Optional.ofNullable(before.get(id)).map(Finding::active).orElse(false);
  }

  public LoadedCluster lookFor(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      look();
    }
    return this;
  }

  /** How often something began to be told. */
  public int times() {
    return times;
  }

  public Policy policy() {
    return SampledPolicy.standard(ID).capacity(capacity).backup(backup).policy();
  }

  public Memory memory() {
    return memory;
  }

  public Optional<Finding> finding(String rule) {
    return Optional.ofNullable(findings.get(new FindingId(rule, Subject.CLUSTER)));
  }

  public Sweep sweep(boolean partial) {
    SortedMap<BrokerId, BrokerSample> samples = new TreeMap<>();
    brokers.forEach((id, broker) -> samples.put(new BrokerId(id), sample(id, broker)));
    SweepMark mark =
        new SweepMark(
            1,
            ID,
            "shop",
            1,
            now,
            now.plusMillis(100),
            "collector-1",
            new SweepMark.Counts(samples.size(), topics.size(), groups.size(), 1),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());
    return new Sweep(mark, partial, Optional.empty(), samples, topics, groups);
  }

  private BrokerSample sample(int id, Broker broker) {
    return new BrokerSample(
        1,
        ID,
        new BrokerId(id),
        1,
        now,
        broker.membership,
        new Answer(
            broker.membership == Membership.LISTED
                ? Answer.Outcome.ANSWERED
                : Answer.Outcome.REFUSED,
            Optional.empty(),
            Optional.empty()),
        Optional.of(broker.host),
        Optional.of(9092),
        Optional.of(broker.rack).filter(rack -> !rack.isEmpty()),
        broker.total == 0 ? Optional.empty() : Optional.of(List.of(dir(broker))),
        broker.total == 0 ? Optional.empty() : Optional.of(now),
        Map.of(),
        broker.jmx ? readings(broker) : List.of(),
        List.of());
  }

  private static LogDir dir(Broker broker) {
    long used = Math.round(broker.used);
    return new LogDir(
        "/data",
        Optional.of(new DataSize(broker.total)),
        Optional.of(new DataSize(broker.total - used)),
        new DataSize(Math.max(0, used - broker.foreign)),
        Optional.empty(),
        Optional.of(broker.volume));
  }

  private List<Reading> readings(Broker broker) {
    List<Reading> readings = new ArrayList<>();
    readings.add(reading(Metric.PROCESS_CPU, broker.cpuDone));
    broker.cores.ifPresent(cores -> readings.add(reading(Metric.CORES, cores)));
    readings.add(reading(Metric.BYTES_IN, broker.inDone / 2));
    readings.add(reading(Metric.REPLICATION_BYTES_IN, broker.inDone / 2));
    readings.add(reading(Metric.BYTES_OUT, broker.outDone / 2));
    readings.add(reading(Metric.REPLICATION_BYTES_OUT, broker.outDone / 2));
    return readings;
  }

  private Reading reading(Metric metric, double value) {
    return new Reading(metric, value, now, Fact.Source.JMX, Optional.empty());
  }
}
