package io.kadvisor.core.planner.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a cluster piece by piece and notes every fault with its place, so that all are told at
 * once. Brokers and topics come before the partitions that name them.
 */
public final class ClusterModelBuilder {
  String name = "";
  Constraints constraints = new Constraints(1.1, new Amounts(0.7, 0.8, 0.8, 0.8), 10_000);
  final List<Broker> brokers = new ArrayList<>();
  final List<String> topics = new ArrayList<>();
  final Column.OfInts topic = new Column.OfInts();
  final Column.OfInts number = new Column.OfInts();
  final Column.OfInts firstReplica = new Column.OfInts();
  final Column.OfInts leader = new Column.OfInts();
  final Column.OfInts partition = new Column.OfInts();
  final Column.OfInts broker = new Column.OfInts();
  final Column.OfDoubles loads = new Column.OfDoubles();

  private final Map<Integer, Integer> placeOfBroker = new HashMap<>();
  private final Map<Long, Integer> placeOfPartition = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  public ClusterModelBuilder named(String name) {
    this.name = name;
    return this;
  }

  public ClusterModelBuilder within(Constraints constraints) {
    this.constraints = constraints;
    if (!(constraints.balanceThreshold() > 1)) {
      fault("constraints.balanceThreshold", constraints.balanceThreshold() + " is not above 1");
    }
    if (constraints.maxReplicasPerBroker() < 1) {
      fault("constraints.maxReplicasPerBroker", constraints.maxReplicasPerBroker() + " is below 1");
    }
    for (Resource resource : Resource.values()) {
      double part = constraints.capacityThreshold().of(resource);
      if (!(part > 0 && part <= 1)) {
        fault(
            "constraints.capacityThreshold." + resource.key(), part + " is not above 0 and up to 1");
      }
    }
    return this;
  }

  public ClusterModelBuilder broker(Broker broker) {
    String place = "brokers[" + brokers.size() + "]";
    if (broker.rack().isBlank()) {
      fault(place + ".rack", "missing: each broker needs its rack");
    }
    for (Resource resource : Resource.values()) {
      double capacity = broker.capacity().of(resource);
      if (!(capacity > 0 && Double.isFinite(capacity))) {
        fault(place + ".cap." + resource.key(), capacity + " is not above 0");
      }
    }
    Integer other = placeOfBroker.putIfAbsent(broker.id(), brokers.size());
    if (other != null) {
      fault(place + ".id", broker.id() + " is the id of brokers[" + other + "], too");
    }
    brokers.add(broker);
    return this;
  }

  public ClusterModelBuilder topic(String topic) {
    topics.add(topic);
    return this;
  }

  /**
   * @param topic place in the list of topics
   * @param number the partition's number in its topic
   * @param leader id of the leading broker
   * @param replicas ids of brokers, the preferred leader first
   * @param load four numbers for each replica, in its order and that of {@link Resource}
   */
  public ClusterModelBuilder partition(
      int topic, int number, int leader, int[] replicas, double[] load) {
    String place = "partitions[" + this.topic.size() + "]";
    int found = faults.size();
    checkIdentity(place, topic, number);
    checkReplicas(place, leader, replicas);
    checkLoads(place, replicas.length, load);
    if (faults.size() == found) {
      add(topic, number, leader, replicas, load);
    } else {
      // A faulty row still counts, so that the places of later ones are right.
      this.topic.add(topic);
    }
    return this;
  }

  private void add(int topic, int number, int leader, int[] replicas, double[] load) {
    this.topic.add(topic);
    this.number.add(number);
    firstReplica.add(broker.size());
    for (int each : replicas) {
      if (each == leader) {
        this.leader.add(broker.size());
      }
      partition.add(this.number.size() - 1);
      broker.add(placeOfBroker.get(each));
    }
    for (double each : load) {
      loads.add(each);
    }
  }

  private void checkIdentity(String place, int topic, int number) {
    if (topic < 0 || topic >= topics.size()) {
      fault(place, "topic " + topic + " is not in the list of " + topics.size() + " topics");
    }
    if (number < 0) {
      fault(place, "partition " + number + " is below 0");
    }
    Integer other = placeOfPartition.putIfAbsent(((long) topic << 32) | number, this.topic.size());
    if (other != null) {
      fault(place, "the same topic and partition as partitions[" + other + "]");
    }
  }

  private void checkReplicas(String place, int leader, int[] replicas) {
    if (replicas.length == 0) {
      fault(place, "has no replica");
    }
    for (int at = 0; at < replicas.length; at++) {
      int id = replicas[at];
      if (!placeOfBroker.containsKey(id)) {
        fault(place, "broker " + id + " of replica " + at + " is not in the list of brokers");
      }
      if (Arrays.stream(replicas, 0, at).anyMatch(earlier -> earlier == id)) {
        fault(place, "broker " + id + " has two of its replicas");
      }
    }
    if (Arrays.stream(replicas).noneMatch(id -> id == leader)) {
      fault(place, "leader " + leader + " is none of its replicas " + Arrays.toString(replicas));
    }
  }

  private void checkLoads(String place, int replicas, double[] load) {
    if (load.length != replicas * Resource.COUNT) {
      fault(place, replicas + " replicas and " + load.length + " loads: four for each are needed");
    }
    for (int at = 0; at < load.length; at++) {
      if (!(load[at] >= 0 && Double.isFinite(load[at]))) {
        var resource = Resource.values()[at % Resource.COUNT];
        int replica = at / Resource.COUNT;
        fault(place, resource.key() + " of replica " + replica + " is " + load[at] + ", below 0");
      }
    }
  }

  /** Notes a fault that the reader of a file found itself. */
  public ClusterModelBuilder fault(String place, String what) {
    faults.add(place + ": " + what);
    return this;
  }

  /**
   * @throws InvalidModelException with every fault that was found
   */
  public ClusterModel build() throws InvalidModelException {
    if (brokers.stream().noneMatch(broker -> broker.state().takesReplicas())) {
      fault("brokers", "none of " + brokers.size() + " may take a replica");
    }
    if (!faults.isEmpty()) {
      throw new InvalidModelException(faults);
    }
    return new ClusterModel(this);
  }
}
