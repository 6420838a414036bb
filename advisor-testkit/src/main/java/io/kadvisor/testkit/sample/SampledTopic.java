package io.kadvisor.testkit.sample;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
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
  private long[] end = new long[0];
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
        LongColumn.empty(),
        LongColumn.of(end),
        LongColumn.of(end),
        LongColumn.empty(),
        Optional.empty(),
        List.of(),
        config,
        List.of());
  }

  private static IntColumn column(List<Integer> values) {
    return IntColumn.of(values.stream().flatMapToInt(IntStream::of).toArray());
  }
}
