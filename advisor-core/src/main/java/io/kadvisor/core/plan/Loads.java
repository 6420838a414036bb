package io.kadvisor.core.plan;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.UserTopics;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of one resource each listed broker carries, and how much of it each replica gives: what
 * samples tell, and an estimate where they tell only the whole.
 *
 * <ul>
 *   <li>Replicas: those of user topics, each one.
 *   <li>Disk: the bytes of each replica, as log directories tell.
 *   <li>Bytes in: records written a second, times bytes a record; each replica takes them once,
 *       from clients or from its leader.
 *   <li>Bytes out: the leader sends what groups consumed, and what is written to each follower in
 *       sync.
 * </ul>
 */
public final class Loads {
  /** As Cruise Control's {@code min.valid.partition.ratio} (sample configuration). */
  private static final double KNOWN = 0.95;

  private final Resource resource;
  private final BitSet listed = new BitSet();
  private final Set<BrokerId> leaving;
  private final double[] sums;
  private final SortedMap<BrokerId, Double> byBroker = new TreeMap<>();
  private final Map<TopicName, double[]> perReplica = new HashMap<>();
  private final Traffic traffic;
  private int unknown;

  private Loads(Resource resource, Sweep sweep, Collection<BrokerId> leaving) {
    this.resource = resource;
    this.leaving = Set.copyOf(leaving);
    this.traffic = Traffic.of(sweep);
    for (BrokerSample broker : sweep.brokers().values()) {
      if (broker.membership() == Membership.LISTED) {
        listed.set(broker.broker().value());
      }
    }
    this.sums = new double[listed.length()];
  }

  /** Absent when a broker that holds replicas is not listed, or too little is known. */
  public static Optional<Loads> of(Resource resource, Sweep sweep) {
    return of(resource, sweep, List.of());
  }

  /**
   * The same of a cluster from which some brokers leave: the others are compared, with the mean
   * that they will have once they carry all.
   */
  public static Optional<Loads> of(Resource resource, Sweep sweep, Collection<BrokerId> leaving) {
    Loads loads = new Loads(resource, sweep, leaving);
    List<TopicSample> counted =
        sweep.topics().values().stream()
            .filter(topic -> resource != Resource.REPLICAS || UserTopics.is(topic))
            .toList();
    double mayLack = (1 - KNOWN) * counted.stream().mapToInt(TopicSample::partitionCount).sum();
    for (TopicSample topic : counted) {
      if (!loads.add(topic) || loads.unknown > mayLack) {
        return Optional.empty();
      }
    }
    loads.spread();
    return loads.byBroker.isEmpty() ? Optional.empty() : Optional.of(loads);
  }

  private void spread() {
    listed.stream()
        .mapToObj(BrokerId::new)
        .filter(broker -> !leaving.contains(broker))
        .forEach(broker -> byBroker.put(broker, sums[broker.value()]));
  }

  /** False when a replica is on a broker that is not listed. Plain loops: it runs each sweep. */
  private boolean add(TopicSample topic) {
    double[] each = new double[topic.partitionCount()];
    for (int partition = 0; partition < each.length; partition++) {
      IntColumn replicas = topic.replicas().get(partition);
      each[partition] = perReplica(topic, partition);
      for (int row = 0; row < replicas.size(); row++) {
        int broker = replicas.get(row);
        if (!listed.get(broker)) {
          return false;
        }
        sums[broker] += given(topic, partition, broker, each[partition]);
      }
    }
    perReplica.put(topic.topic(), each);
    return true;
  }

  /** Not a number stands for unknown, and gives nothing. */
  private double perReplica(TopicSample topic, int partition) {
    double value =
        switch (resource) {
          case REPLICAS -> 1;
          case DISK -> topic.replicaBytes().size() > partition ? 1 : Double.NaN;
          case BYTES_IN -> traffic.in(topic, partition);
          case BYTES_OUT -> traffic.out(topic, partition);
        };
    unknown += Double.isNaN(value) ? 1 : 0;
    return Double.isNaN(value) ? 0 : value;
  }

  private double given(TopicSample topic, int partition, int broker, double each) {
    return switch (resource) {
      case REPLICAS, BYTES_IN -> each;
      case DISK -> PartitionTraffic.bytesOn(topic, partition, broker).orElse(0);
      case BYTES_OUT -> topic.leader().get(partition) == broker ? each : 0;
    };
  }

  /** What a replica on a broker, or its leadership, gives to that broker. */
  double of(TopicSample topic, int partition, int broker) {
    double[] each = perReplica.get(topic.topic());
    return each == null ? 0 : given(topic, partition, broker, each[partition]);
  }

  public Resource resource() {
    return resource;
  }

  public SortedMap<BrokerId, Double> byBroker() {
    return Collections.unmodifiableSortedMap(byBroker);
  }

  public double mean() {
    return byBroker.isEmpty() ? 0 : Arrays.stream(sums).sum() / byBroker.size();
  }

  public double maximum() {
    return byBroker.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** The broker that carries most, the lowest id among equals. */
  public BrokerId fullest() {
    double most = maximum();
    return byBroker.entrySet().stream()
        .filter(load -> load.getValue() >= most)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** Where the numbers come from, as a sentence. */
  public String basis() {
    return switch (resource) {
      case REPLICAS -> "Counted in the replica lists of user topics";
      case DISK -> "Sizes of replicas as the log directories tell them, of all topics";
      case BYTES_IN ->
          "Estimated: records written a second times " + traffic.size() + ", once for each replica";
      case BYTES_OUT ->
          "Estimated: "
              + traffic.read()
              + " times "
              + traffic.size()
              + ", and what is written once for each follower";
    };
  }
}
