package io.kadvisor.testkit.sample;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A topic of a {@link SampledCluster}: all replicas in sync, led by the first, until told
 * otherwise.
 */
public final class SampledTopic {
  private final TopicName name;
  private final List<List<Integer>> replicas = new ArrayList<>();
  private final List<List<Integer>> isr = new ArrayList<>();
  private final List<Integer> leader = new ArrayList<>();
  private final Map<String, String> config = new LinkedHashMap<>();
  private final List<TopicSample.Reassigning> reassigning = new ArrayList<>();
  private List<LongColumn> bytes = List.of();
  private long[] start = new long[0];
  private long[] end = new long[0];
  private long[] previousEnd = new long[0];
  private Optional<Duration> sincePrevious = Optional.empty();
  private boolean internal;
  private boolean self;

  SampledTopic(String name) {
    this.name = new TopicName(name);
    config.put("min.insync.replicas", "2");
  }

  /** Adds one partition with these replicas in preferred order. */
  public SampledTopic partition(Integer... brokers) {
    replicas.add(List.of(brokers));
    isr.add(new ArrayList<>(List.of(brokers)));
    leader.add(brokers[0]);
    return this;
  }

  /** Gives an existing partition other replicas, all in sync, led by the first. */
  public SampledTopic assign(int partition, Integer... brokers) {
    replicas.set(partition, List.of(brokers));
    isr.set(partition, new ArrayList<>(List.of(brokers)));
    leader.set(partition, brokers[0]);
    return this;
  }

  /** Only these replicas are in sync; a leader that is not among them gives way to the first. */
  public SampledTopic isr(int partition, Integer... brokers) {
    isr.set(partition, new ArrayList<>(List.of(brokers)));
    if (!isr.get(partition).contains(leader.get(partition))) {
      leader.set(partition, brokers.length == 0 ? -1 : brokers[0]);
    }
    return this;
  }

  /** Somebody else than the first replica leads. */
  public SampledTopic leader(int partition, int broker) {
    leader.set(partition, broker);
    return this;
  }

  /** A setting of the topic. */
  public SampledTopic config(String key, String value) {
    config.put(key, value);
    return this;
  }

  public SampledTopic withoutConfig(String key) {
    config.remove(key);
    return this;
  }

  /** A reassignment gives a partition one more replica, not yet in sync. */
  public SampledTopic adding(int partition, int broker) {
    List<Integer> grown = new ArrayList<>(replicas.get(partition));
    grown.add(broker);
    replicas.set(partition, grown);
    reassigning.add(
        new TopicSample.Reassigning(partition, IntColumn.of(broker), IntColumn.empty()));
    return this;
  }

  /** What is under reassignment is in sync, and the reassignment over. */
  public SampledTopic reassigned() {
    reassigning.forEach(
        moved -> moved.adding().stream().forEach(b -> isr.get(moved.partition()).add(b)));
    reassigning.clear();
    return this;
  }

  /** Bytes of each replica, a row a partition, in the order of its replicas. */
  public SampledTopic bytes(long[]... rows) {
    bytes = Arrays.stream(rows).map(LongColumn::of).toList();
    return this;
  }

  /** The same number of bytes in each replica. */
  public SampledTopic bytesEach(long size) {
    bytes =
        replicas.stream()
            .map(row -> LongColumn.of(row.stream().mapToLong(b -> size).toArray()))
            .toList();
    return this;
  }

  /** First offsets that still exist, one a partition. */
  public SampledTopic start(long... offsets) {
    start = offsets.clone();
    return this;
  }

  /** End offsets, one a partition, grown by so many records since the sweep before. */
  public SampledTopic grown(Duration time, long... records) {
    long[] before = end.length == records.length ? end : new long[records.length];
    previousEnd = before.clone();
    end = new long[records.length];
    for (int partition = 0; partition < records.length; partition++) {
      end[partition] = before[partition] + records[partition];
    }
    sincePrevious = Optional.of(time);
    return this;
  }

  public SampledTopic minInsync(int replicasNeeded) {
    config.put("min.insync.replicas", Integer.toString(replicasNeeded));
    return this;
  }

  /** As if the configuration could not be read. */
  public SampledTopic withoutConfig() {
    config.clear();
    return this;
  }

  public SampledTopic internal() {
    internal = true;
    return this;
  }

  public SampledTopic self() {
    self = true;
    return this;
  }

  /** End offsets, one a partition. */
  public SampledTopic end(long... offsets) {
    end = offsets.clone();
    return this;
  }

  /**
   * As Kafka does when a broker leaves: out of each ISR but the last of it, its leaderships moved
   * or lost.
   */
  void lose(int broker) {
    for (int partition = 0; partition < replicas.size(); partition++) {
      List<Integer> inSync = isr.get(partition);
      if (inSync.size() > 1) {
        inSync.remove(Integer.valueOf(broker));
      }
      if (leader.get(partition) == broker) {
        leader.set(partition, inSync.contains(broker) ? -1 : inSync.get(0));
      }
    }
  }

  /** As a leader does with a follower that lags. */
  void drop(int follower) {
    for (int partition = 0; partition < replicas.size(); partition++) {
      if (leader.get(partition) != follower) {
        isr.get(partition).remove(Integer.valueOf(follower));
      }
    }
  }

  /**
   * As Kafka does when a broker has caught up: back in each ISR, leading only what nobody leads.
   */
  void regain(int broker) {
    for (int partition = 0; partition < replicas.size(); partition++) {
      List<Integer> inSync = isr.get(partition);
      if (replicas.get(partition).contains(broker) && !inSync.contains(broker)) {
        inSync.add(broker);
      }
      if (leader.get(partition) < 0 && inSync.contains(broker)) {
        leader.set(partition, broker);
      }
    }
  }

  /** As an election of preferred leaders does. */
  void elect() {
    for (int partition = 0; partition < replicas.size(); partition++) {
      int preferred = replicas.get(partition).get(0);
      if (isr.get(partition).contains(preferred)) {
        leader.set(partition, preferred);
      }
    }
  }

  TopicName name() {
    return name;
  }

  TopicSample sample(ClusterId cluster, SweepId sweep) {
    return new TopicSample(
        Sample.VERSION,
        cluster,
        name,
        "id-of-" + name,
        sweep.epoch(),
        sweep.sweepAt(),
        internal,
        self,
        column(leader),
        replicas.stream().map(SampledTopic::column).toList(),
        isr.stream().map(SampledTopic::column).toList(),
        List.of(),
        Optional.of(List.copyOf(reassigning)),
        LongColumn.of(start),
        LongColumn.of(end),
        LongColumn.of(end),
        LongColumn.of(previousEnd),
        sincePrevious.map(time -> sweep.sweepAt().minus(time)),
        bytes,
        config,
        List.of());
  }

  private static IntColumn column(List<Integer> values) {
    return IntColumn.of(values.stream().flatMapToInt(IntStream::of).toArray());
  }
}
