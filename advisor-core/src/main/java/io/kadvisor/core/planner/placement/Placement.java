package io.kadvisor.core.planner.placement;

import io.kadvisor.core.planner.model.ClusterModel;
import java.util.Arrays;
import java.util.Set;

/**
 * Where every replica is and which one leads, changed step by step, with what each broker carries
 * kept up to date: a step costs a few additions, whatever the size of the cluster.
 */
public final class Placement {
  private static final int REPLICAS = Measure.REPLICAS.column();
  private static final int LEADERS = Measure.LEADERS.column();
  private static final int LEADER_NW_IN = Measure.LEADER_NW_IN.column();
  private static final int POTENTIAL_NW_OUT = Measure.POTENTIAL_NW_OUT.column();
  private static final int CPU = Measure.CPU.column();
  private static final int NW_OUT = Measure.NW_OUT.column();

  private final ClusterModel model;
  private final int[] broker;
  private final int[] leader;
  private final double[] carried;
  private final int[] changes;
  private final int[][] hosted;
  private final int[] hostedCount;
  private final int[] place;
  private Order order = Order.KEPT;
  private Set<Integer> fixedTopics = Set.of();
  private final double[] load = new double[Measure.COUNT];

  /** Which partitions have their leader put first among their replicas. */
  private enum Order {
    KEPT,
    OF_CHANGED,
    OF_ALL
  }

  /** The cluster as it is. */
  public Placement(ClusterModel model) {
    this.model = model;
    broker = new int[model.replicaCount()];
    leader = new int[model.partitionCount()];
    carried = new double[model.brokerCount() * Measure.COUNT];
    changes = new int[model.brokerCount()];
    hostedCount = new int[model.brokerCount()];
    place = new int[broker.length];
    for (int replica = 0; replica < broker.length; replica++) {
      broker[replica] = model.brokerOf(replica);
      hostedCount[broker[replica]]++;
    }
    for (int partition = 0; partition < leader.length; partition++) {
      leader[partition] = model.leaderOf(partition);
    }
    hosted = new int[model.brokerCount()][];
    for (int each = 0; each < hosted.length; each++) {
      hosted[each] = new int[hostedCount[each] + 16];
      hostedCount[each] = 0;
    }
    for (int replica = 0; replica < broker.length; replica++) {
      enter(replica, broker[replica]);
    }
  }

  public ClusterModel model() {
    return model;
  }

  public int brokerOf(int replica) {
    return broker[replica];
  }

  public int leaderOf(int partition) {
    return leader[partition];
  }

  public boolean leads(int replica) {
    return leader[model.partitionOf(replica)] == replica;
  }

  public boolean isMoved(int replica) {
    return broker[replica] != model.brokerOf(replica);
  }

  /** What a broker carries of one measure, in the measure's own unit. */
  public double carried(int broker, int measure) {
    return carried[broker * Measure.COUNT + measure];
  }

  /** Another number than before whenever what the broker carries has changed meanwhile. */
  public int changes(int broker) {
    return changes[broker];
  }

  public int hostedCount(int broker) {
    return hostedCount[broker];
  }

  /** One of the broker's replicas; their order changes with every step. */
  public int hosted(int broker, int at) {
    return hosted[broker][at];
  }

  /** A copy of the numbers of all replicas that the broker has now. */
  public int[] hosted(int broker) {
    return Arrays.copyOf(hosted[broker], hostedCount[broker]);
  }

  /** Writes what the replica adds to its broker, one number for each {@link Measure}. */
  public void loadOf(int replica, double[] into) {
    int partition = model.partitionOf(replica);
    model.following(replica, into);
    into[REPLICAS] = 1;
    if (leader[partition] == replica) {
      into[CPU] += model.leadingCpu(partition);
      into[NW_OUT] += model.leadingOut(partition);
      into[LEADERS] = 1;
      into[LEADER_NW_IN] = model.nwIn(replica);
    } else {
      into[LEADERS] = 0;
      into[LEADER_NW_IN] = 0;
    }
    into[POTENTIAL_NW_OUT] = bytesOut(partition);
  }

  /** Kilobytes a second that the partition's leader sends to consumers. */
  private double bytesOut(int partition) {
    return model.leadingOut(partition) + model.following(leader[partition], NW_OUT);
  }

  /** True when a replica of the partition is there, or was before the plan. */
  public boolean knows(int partition, int broker) {
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      if (this.broker[each] == broker || model.brokerOf(each) == broker) {
        return true;
      }
    }
    return false;
  }

  /** Puts each partition's leader first in its order, so that it is the preferred one, too. */
  public void preferLeaders() {
    preferLeaders(Set.of());
  }

  /**
   * The same but for partitions of some topics of which nothing else changes.
   *
   * @param fixed places of topics that are left as they are
   */
  public void preferLeaders(Set<Integer> fixed) {
    order = Order.OF_ALL;
    fixedTopics = Set.copyOf(fixed);
  }

  /** The same for partitions of which a replica moved or another one leads; others are left. */
  public void preferLeadersWhereChanged() {
    order = Order.OF_CHANGED;
  }

  /** The replica that is preferred as leader. */
  public int firstInOrder(int partition) {
    boolean leads =
        switch (order) {
          case KEPT -> model.isAddedPartition(partition);
          case OF_CHANGED -> isChanged(partition);
          case OF_ALL -> !fixedTopics.contains(model.topicOf(partition)) || isChanged(partition);
        };
    return leads ? leader[partition] : model.firstReplica(partition);
  }

  /** True when a replica of the partition moved, or another one leads. */
  public boolean isChanged(int partition) {
    boolean changed = leader[partition] != model.leaderOf(partition);
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      changed |= isMoved(each);
    }
    return changed;
  }

  /** Adds up anew what the brokers carry, since each step leaves a little rounding behind. */
  public void recount() {
    Arrays.fill(carried, 0);
    Arrays.setAll(changes, broker -> changes[broker] + 1);
    for (int replica = 0; replica < broker.length; replica++) {
      add(broker[replica], replica, 1);
    }
  }

  /** Puts a replica, with its leadership if it has it, on another broker. */
  public void move(int replica, int target) {
    leave(replica);
    enter(replica, target);
  }

  private void leave(int replica) {
    int from = broker[replica];
    int[] there = hosted[from];
    int last = there[--hostedCount[from]];
    there[place[replica]] = last;
    place[last] = place[replica];
    add(from, replica, -1);
  }

  private void enter(int replica, int target) {
    broker[replica] = target;
    if (hostedCount[target] == hosted[target].length) {
      hosted[target] = Arrays.copyOf(hosted[target], hostedCount[target] * 3 / 2);
    }
    place[replica] = hostedCount[target];
    hosted[target][hostedCount[target]++] = replica;
    add(target, replica, 1);
  }

  private void add(int target, int replica, int sign) {
    loadOf(replica, load);
    changes[target]++;
    int at = target * Measure.COUNT;
    for (int measure = 0; measure < Measure.COUNT; measure++) {
      carried[at + measure] += sign * load[measure];
    }
  }

  /** Makes another replica of the partition its leader. */
  public void lead(int partition, int replica) {
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      add(broker[each], each, -1);
    }
    leader[partition] = replica;
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      add(broker[each], each, 1);
    }
  }
}
