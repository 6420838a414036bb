package io.kadvisor.core.planner.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * A cluster at one moment, never changed: what a plan starts from.
 *
 * <p>Brokers, racks, partitions and replicas are numbered from 0; the numbers are places in
 * columns, so that a replica takes 44 bytes. Replicas of a partition follow each other, the
 * preferred leader first. A replica keeps its number, and so its load, wherever a plan puts it.
 *
 * <p>Loads are kept as if every replica were a follower, and what leading adds is kept once for
 * each partition: the leader's bytes out, and the part of its CPU that a follower would not need.
 * So a change of leader moves exactly that from one broker to the other.
 *
 * <p>Loads are means. Where a partition's peak is known (a high percentile over time of what its
 * leader carries), it is kept as so many times the mean, for the leader and the followers alike.
 *
 * <p>Replicas that are still to be made ({@link Growth}) start on a broker that there is not: the
 * last one, with the id {@value #NO_BROKER} and a rack of its own, which like a dead one must end
 * without replicas. So what is added is placed, and counted, as what is evacuated.
 */
public final class ClusterModel {
  /** The id of the broker that there is not. */
  public static final int NO_BROKER = -1;

  private static final Broker NOWHERE =
      new Broker(NO_BROKER, "", BrokerState.DEAD, new Amounts(1, 1, 1, 1));

  private final String name;
  private final Constraints constraints;
  private final List<Broker> brokers;
  private final List<String> racks;
  private final List<String> topics;

  /** By topic; 0 where it is not known, as for those that it is too short for. */
  private final int[] minInsyncReplicas;

  private final int[] rackOfBroker;
  private final int[] topic;
  private final int[] number;
  private final int[] firstReplica;
  private final int[] leader;
  private final double[] leadingCpu;
  private final double[] leadingOut;
  private final int[] partition;
  private final int[] broker;
  private final double[] following;
  private final BitSet offline;
  private final int nowhere;

  /** What copying a replica copies; empty where that is what it has on disk. */
  private final double[] megabytes;

  private final Peaks peaks;

  ClusterModel(
      String name,
      Constraints constraints,
      List<Broker> brokers,
      List<String> topics,
      int[] minInsyncReplicas,
      Columns columns) {
    this.name = name;
    this.constraints = constraints;
    this.brokers = List.copyOf(brokers);
    this.topics = List.copyOf(topics);
    this.minInsyncReplicas = minInsyncReplicas;
    racks = brokers.stream().map(Broker::rack).distinct().toList();
    rackOfBroker = brokers.stream().mapToInt(each -> racks.indexOf(each.rack())).toArray();
    nowhere = brokers.size() - (NOWHERE.equals(brokers.get(brokers.size() - 1)) ? 1 : 0);
    topic = columns.topic.toArray();
    number = columns.number.toArray();
    firstReplica = columns.firstReplica.toArray();
    leader = columns.leader.toArray();
    leadingCpu = columns.leadingCpu.toArray();
    leadingOut = columns.leadingOut.toArray();
    partition = columns.partition.toArray();
    broker = columns.broker.toArray();
    following = columns.following.toArray();
    megabytes = columns.megabytes.toArray();
    offline = columns.offline;
    peaks = columns.peaks;
  }

  /** The same cluster with other brokers, and rows that name them by their places. */
  ClusterModel with(List<Broker> others, Columns rows) {
    return new ClusterModel(name, constraints, others, topics, minInsyncReplicas, rows);
  }

  /** The same cluster with rows some of whose replicas no broker has. */
  ClusterModel withAdded(Columns rows) {
    List<Broker> all = new ArrayList<>(brokers.subList(0, nowhere));
    all.add(NOWHERE);
    return new ClusterModel(name, constraints, all, topics, minInsyncReplicas, rows);
  }

  public String name() {
    return name;
  }

  public Constraints constraints() {
    return constraints;
  }

  public List<Broker> brokers() {
    return brokers;
  }

  public int brokerCount() {
    return rackOfBroker.length;
  }

  public List<String> racks() {
    return racks;
  }

  public int rackOf(int broker) {
    return rackOfBroker[broker];
  }

  public boolean takesReplicas(int broker) {
    return brokers.get(broker).state().takesReplicas();
  }

  public int partitionCount() {
    return leader.length;
  }

  public int replicaCount() {
    return broker.length;
  }

  public List<String> topics() {
    return topics;
  }

  /** {@code min.insync.replicas} of the topic; absent where it is not known. */
  public OptionalInt minInsyncReplicas(int topic) {
    return topic < minInsyncReplicas.length && minInsyncReplicas[topic] > 0
        ? OptionalInt.of(minInsyncReplicas[topic])
        : OptionalInt.empty();
  }

  /** True when of some partition a peak is known; the rest count with their means. */
  public boolean hasPeaks() {
    return !peaks.areNone();
  }

  public boolean isPeakKnown(int partition) {
    return peaks.isKnown(partition);
  }

  /**
   * How many times its mean the load of a partition's replicas is at its peak; 1 where that is not
   * known, and for disk.
   */
  public double timesAtPeak(int partition, int resource) {
    return peaks.factor(partition, resource);
  }

  Peaks peaks() {
    return peaks;
  }

  public int topicOf(int partition) {
    return topic[partition];
  }

  /** The partition's number within its topic. */
  public int numberOf(int partition) {
    return number[partition];
  }

  public int firstReplica(int partition) {
    return firstReplica[partition];
  }

  /** One past the partition's last replica. */
  public int endReplica(int partition) {
    return partition + 1 < firstReplica.length ? firstReplica[partition + 1] : broker.length;
  }

  public int replicationFactor(int partition) {
    return endReplica(partition) - firstReplica(partition);
  }

  /** The replica that leads before the plan. */
  public int leaderOf(int partition) {
    return leader[partition];
  }

  public int partitionOf(int replica) {
    return partition[replica];
  }

  /** The broker that has the replica before the plan. */
  public int brokerOf(int replica) {
    return broker[replica];
  }

  /** True for a replica that is still to be made: no broker has it. */
  public boolean isAdded(int replica) {
    return broker[replica] == nowhere;
  }

  /** True for a partition that is still to be made. */
  public boolean isAddedPartition(int partition) {
    return isAdded(leader[partition]);
  }

  /** The place of the broker that there is not; one past the brokers where nothing is added. */
  public int nowhere() {
    return nowhere;
  }

  /** True when the broker has the replica on a volume that is out of service. */
  public boolean isOffline(int replica) {
    return offline.get(replica);
  }

  /** True for a replica that cannot stay: of its broker, or of its volume. */
  public boolean mustLeave(int replica) {
    return offline.get(replica) || !takesReplicas(broker[replica]);
  }

  /** Megabytes that are copied when the replica is made on another broker. */
  public double megabytesToCopy(int replica) {
    return megabytes.length == 0 ? disk(replica) : megabytes[replica];
  }

  /** What the replica uses as a follower; resources in the order of {@link Resource}. */
  public double following(int replica, int resource) {
    return following[replica * Resource.COUNT + resource];
  }

  /** Writes all that the replica uses as a follower; in the order of {@link Resource}. */
  public void following(int replica, double[] into) {
    int at = replica * Resource.COUNT;
    into[0] = following[at];
    into[1] = following[at + 1];
    into[2] = following[at + 2];
    into[3] = following[at + 3];
  }

  /** Megabytes that it takes; with added partitions, those it will have when all have filled. */
  public double disk(int replica) {
    return following[replica * Resource.COUNT + Resource.DISK.column()];
  }

  public double nwIn(int replica) {
    return following[replica * Resource.COUNT + Resource.NW_IN.column()];
  }

  /** Percent of CPU that goes with the leadership. */
  public double leadingCpu(int partition) {
    return leadingCpu[partition];
  }

  /** Kilobytes a second to consumers that go with the leadership. */
  public double leadingOut(int partition) {
    return leadingOut[partition];
  }
}
