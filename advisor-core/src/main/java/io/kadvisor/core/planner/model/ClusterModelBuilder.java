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
  private static final List<Resource> RESOURCES = List.of(Resource.values());

  /** More of any resource is a mistake, and its sums would not be finite. */
  private static final double MOST = 1e15;

  private String name = "";
  private Constraints constraints = Constraints.DEFAULT;
  private final List<Broker> brokers = new ArrayList<>();
  private final List<String> topics = new ArrayList<>();
  private final Map<Integer, Integer> minInsyncReplicas = new HashMap<>();
  private final Columns columns = new Columns();
  private final Map<Integer, Integer> placeOfBroker = new HashMap<>();
  private final Map<String, Integer> placeOfTopic = new HashMap<>();
  private final Map<Long, Integer> placeOfPartition = new HashMap<>();
  private int skipped;
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
            "constraints.capacityThreshold." + resource.key(),
            part + " is not above 0 and up to 1");
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
    Integer other = placeOfTopic.putIfAbsent(topic, topics.size());
    if (other != null) {
      fault("topics[" + topics.size() + "]", topic + " is topics[" + other + "], too");
    }
    topics.add(topic);
    return this;
  }

  /**
   * Takes what a topic asks for.
   *
   * @param topic place in the list of topics
   */
  public ClusterModelBuilder minInsyncReplicas(int topic, int least) {
    if (topic >= topics.size()) {
      fault("minInsyncReplicas[" + topic + "]", "no topic: there are " + topics.size());
    } else if (least < 1) {
      fault("minInsyncReplicas[" + topic + "]", least + " is below 1");
    } else {
      minInsyncReplicas.put(topic, least);
    }
    return this;
  }

  /** Takes one partition, all of whose replicas are in service. */
  public ClusterModelBuilder partition(
      int topic, int number, int leader, int[] replicas, double[] load) {
    return partition(topic, number, leader, replicas, load, new int[0]);
  }

  /**
   * Takes one partition with its replicas.
   *
   * @param topic place in the list of topics
   * @param number the partition's number in its topic
   * @param leader id of the leading broker
   * @param replicas ids of brokers, the preferred leader first
   * @param load four numbers for each replica, in its order and that of {@link Resource}
   * @param offline ids of those of the brokers that have it on a volume out of service
   */
  public ClusterModelBuilder partition(
      int topic, int number, int leader, int[] replicas, double[] load, int[] offline) {
    int found = faults.size();
    checkIdentity(topic, number);
    checkReplicas(leader, replicas);
    checkLoads(replicas.length, load);
    checkOffline(replicas, offline);
    if (faults.size() == found) {
      add(topic, number, leader, replicas, load, offline);
    } else {
      skipped++;
    }
    return this;
  }

  /**
   * Takes what a partition's leader carries at its peak: a high percentile of what its row has the
   * mean of. Less than the mean counts as the mean.
   *
   * @param row place in the list of partitions, which it comes after
   */
  public ClusterModelBuilder peak(int row, double cpu, double nwIn, double nwOut) {
    String place = "peaks[" + row + "]";
    int found = faults.size();
    if (row >= row()) {
      fault(place, "no partition: there are " + row());
    }
    checkPeak(place, Resource.CPU, cpu);
    checkPeak(place, Resource.NW_IN, nwIn);
    checkPeak(place, Resource.NW_OUT, nwOut);
    if (faults.size() == found && skipped == 0) {
      columns.peaks.set(
          row,
          timesMean(row, Resource.CPU, cpu),
          timesMean(row, Resource.NW_IN, nwIn),
          timesMean(row, Resource.NW_OUT, nwOut));
    }
    return this;
  }

  private void checkPeak(String place, Resource resource, double peak) {
    if (!isLoad(peak)) {
      fault(place, resource.key() + " is " + whyNoLoad(peak));
    }
  }

  private static boolean isLoad(double load) {
    return load >= 0 && load <= MOST;
  }

  private static String whyNoLoad(double load) {
    return load + (load < 0 ? ", below 0" : ", no load of a broker");
  }

  private double timesMean(int row, Resource resource, double peak) {
    int leader = columns.leader.get(row);
    double mean = columns.following.get(leader * Resource.COUNT + resource.column());
    mean += resource == Resource.CPU ? columns.leadingCpu.get(row) : 0;
    mean += resource == Resource.NW_OUT ? columns.leadingOut.get(row) : 0;
    if (mean == 0 && peak > 0) {
      fault("peaks[" + row + "]", resource.key() + " is " + peak + ", and 0 on the mean");
    }
    return mean == 0 ? 1 : peak / mean;
  }

  /** Counts a row that could not be read, so that the places of later ones are right. */
  public ClusterModelBuilder skipPartition() {
    skipped++;
    return this;
  }

  private int row() {
    return columns.topic.size() + skipped;
  }

  private void add(
      int topic, int number, int leader, int[] replicas, double[] load, int[] offline) {
    int leads = 0;
    while (replicas[leads] != leader) {
      leads++;
    }
    int at = leads * Resource.COUNT;
    double leadingCpu = load[at + Resource.CPU.column()] - LeadershipRule.followerCpu(load, at);
    columns.partition(topic, number, leadingCpu, load[at + Resource.NW_OUT.column()]);
    for (int each = 0; each < replicas.length; each++) {
      boolean isOffline = isAmong(replicas[each], offline, offline.length);
      columns.replica(placeOfBroker.get(replicas[each]), each == leads, isOffline);
      addFollowing(load, each * Resource.COUNT, each == leads);
    }
  }

  private void addFollowing(double[] load, int at, boolean leads) {
    columns.following.add(
        leads ? LeadershipRule.followerCpu(load, at) : load[at + Resource.CPU.column()]);
    columns.following.add(load[at + Resource.DISK.column()]);
    columns.following.add(load[at + Resource.NW_IN.column()]);
    columns.following.add(leads ? 0 : load[at + Resource.NW_OUT.column()]);
  }

  private void checkIdentity(int topic, int number) {
    if (topic < 0 || topic >= topics.size()) {
      faultInRow("topic " + topic + " is not in the list of " + topics.size() + " topics");
    }
    if (number < 0) {
      faultInRow("partition " + number + " is below 0");
    }
    Integer other = placeOfPartition.putIfAbsent(((long) topic << 32) | number, row());
    if (other != null) {
      faultInRow("the same topic and partition as partitions[" + other + "]");
    }
  }

  private void checkReplicas(int leader, int[] replicas) {
    if (replicas.length == 0) {
      faultInRow("has no replica");
    }
    for (int at = 0; at < replicas.length; at++) {
      int id = replicas[at];
      if (!placeOfBroker.containsKey(id)) {
        faultInRow("broker " + id + " of replica " + at + " is not in the list of brokers");
      }
      if (isAmong(id, replicas, at)) {
        faultInRow("broker " + id + " has two of its replicas");
      }
    }
    if (!isAmong(leader, replicas, replicas.length)) {
      faultInRow("leader " + leader + " is none of its replicas " + Arrays.toString(replicas));
    }
  }

  private void checkOffline(int[] replicas, int[] offline) {
    for (int each : offline) {
      if (!isAmong(each, replicas, replicas.length)) {
        faultInRow("offline " + each + " is none of its replicas " + Arrays.toString(replicas));
      }
    }
  }

  private static boolean isAmong(int id, int[] replicas, int end) {
    for (int at = 0; at < end; at++) {
      if (replicas[at] == id) {
        return true;
      }
    }
    return false;
  }

  private void checkLoads(int replicas, double[] load) {
    if (load.length != replicas * Resource.COUNT) {
      faultInRow(replicas + " replicas and " + load.length + " loads: four for each are needed");
    }
    for (int at = 0; at < load.length; at++) {
      if (!isLoad(load[at])) {
        String key = RESOURCES.get(at % Resource.COUNT).key();
        faultInRow(key + " of replica " + at / Resource.COUNT + " is " + whyNoLoad(load[at]));
      }
    }
  }

  private void faultInRow(String what) {
    fault("partitions[" + row() + "]", what);
  }

  /** Notes a fault that the reader of a file found itself. */
  public ClusterModelBuilder fault(String place, String what) {
    faults.add(place + ": " + what);
    return this;
  }

  /**
   * The cluster, if it can be.
   *
   * @throws InvalidModelException with every fault that was found
   */
  public ClusterModel build() throws InvalidModelException {
    if (brokers.stream().noneMatch(broker -> broker.state().takesReplicas())) {
      fault("brokers", "none of " + brokers.size() + " may take a replica");
    }
    if (!faults.isEmpty()) {
      throw new InvalidModelException(faults);
    }
    int[] least = new int[minInsyncReplicas.isEmpty() ? 0 : topics.size()];
    minInsyncReplicas.forEach((topic, count) -> least[topic] = count);
    return new ClusterModel(name, constraints, brokers, topics, least, columns);
  }
}
