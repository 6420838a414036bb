package io.kadvisor.core.planner.model;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Replicas and partitions that topics are to have more than they have.
 *
 * <p>A partition that has as many replicas already, or more, is left as it is. An added follower
 * carries what the leader would as a follower. Where partitions are added, the traffic of the topic
 * is shared out over all: of n that become m each old one keeps n/m, and an added one has the mean
 * of that. So it is once keys have been spread anew and retention has run through; until then the
 * old ones hold what they hold, and that is what moving them copies. An added partition is born
 * empty and copies nothing.
 *
 * @param factors how many replicas each partition is to have, by the topic's place
 * @param partitions how many partitions there are to be, by the topic's place
 */
public record Growth(SortedMap<Integer, Integer> factors, SortedMap<Integer, Integer> partitions) {
  public static final Growth NONE = new Growth(new TreeMap<>(), new TreeMap<>());

  public Growth {
    factors = new TreeMap<>(factors);
    partitions = new TreeMap<>(partitions);
  }

  public boolean isNone() {
    return factors.isEmpty() && partitions.isEmpty();
  }

  /** The same with another number of partitions of one topic. */
  public Growth with(int topic, int count) {
    var changed = new TreeMap<>(partitions);
    changed.put(topic, count);
    return new Growth(factors, changed);
  }

  /**
   * The cluster with what is added, still on no broker.
   *
   * @param mostReplicas an added partition of these topics, by their places, is raised no further
   */
  public ClusterModel applyTo(ClusterModel model, Map<Integer, Integer> mostReplicas) {
    var rows = new ModelRows(model);
    Map<Integer, AddedPartition> added = new HashMap<>();
    partitions.keySet().forEach(topic -> added.put(topic, new AddedPartition()));
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      var sum = added.get(model.topicOf(partition));
      if (sum != null) {
        sum.take(model, partition);
      }
    }
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      int topic = model.topicOf(partition);
      var sum = added.get(topic);
      copy(model, partition, sum == null ? 1 : sum.part(partitions.get(topic)), rows);
    }
    partitions.forEach(
        (topic, count) -> {
          var each = added.get(topic);
          int raised = factors.getOrDefault(topic, 0);
          int most = mostReplicas.getOrDefault(topic, raised);
          each.add(topic, count, Math.max(each.factor, Math.min(most, raised)), rows);
        });
    return model.withAdded(rows.columns());
  }

  private void copy(ClusterModel model, int partition, double part, ModelRows rows) {
    int topic = model.topicOf(partition);
    rows.partition(
        topic,
        model.numberOf(partition),
        model.leadingCpu(partition) * part,
        model.leadingOut(partition) * part);
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      rows.copy(each, part);
    }
    int leader = model.leaderOf(partition);
    var load = new double[Resource.COUNT];
    model.following(leader, load);
    int factor = factors.getOrDefault(topic, 0);
    for (int more = model.replicationFactor(partition); more < factor; more++) {
      rows.add(load, part, model.megabytesToCopy(leader));
    }
  }

  /** The cluster without some of its added replicas; every partition keeps its leader. */
  public static ClusterModel without(ClusterModel grown, IntPredicate dropped) {
    var rows = new ModelRows(grown);
    for (int partition = 0; partition < grown.partitionCount(); partition++) {
      rows.partition(
          grown.topicOf(partition),
          grown.numberOf(partition),
          grown.leadingCpu(partition),
          grown.leadingOut(partition));
      for (int each = grown.firstReplica(partition); each < grown.endReplica(partition); each++) {
        if (!dropped.test(each)) {
          rows.copy(each, 1);
        }
      }
    }
    return grown.withAdded(rows.columns());
  }

  /** The mean partition of a topic, which each added one is a part of. */
  private static final class AddedPartition {
    private final double[] following = new double[Resource.COUNT];
    private final double[] load = new double[Resource.COUNT];
    private final double[] carried = new double[Resource.COUNT];
    private final double[] atPeak = new double[Resource.COUNT];
    private boolean isPeakKnown;
    private double leadingCpu;
    private double leadingOut;
    private int count;
    private int first = Integer.MAX_VALUE;
    private int last = -1;

    /** Kafka adds partitions with as many replicas as the first one has. */
    private int factor;

    void take(ClusterModel model, int partition) {
      model.following(model.leaderOf(partition), load);
      for (int at = 0; at < load.length; at++) {
        following[at] += load[at];
      }
      takePeak(model, partition);
      leadingCpu += model.leadingCpu(partition);
      leadingOut += model.leadingOut(partition);
      count++;
      last = Math.max(last, model.numberOf(partition));
      if (model.numberOf(partition) < first) {
        first = model.numberOf(partition);
        factor = model.replicationFactor(partition);
      }
    }

    private void takePeak(ClusterModel model, int partition) {
      isPeakKnown |= model.isPeakKnown(partition);
      load[Resource.CPU.column()] += model.leadingCpu(partition);
      load[Resource.NW_OUT.column()] += model.leadingOut(partition);
      for (int at = 0; at < load.length; at++) {
        carried[at] += load[at];
        atPeak[at] += load[at] * model.timesAtPeak(partition, at);
      }
    }

    private double timesAtPeak(Resource resource) {
      double mean = carried[resource.column()];
      return mean == 0 ? 1 : atPeak[resource.column()] / mean;
    }

    /** What is left of an old partition's traffic. */
    double part(int wanted) {
      return (double) count / Math.max(count, wanted);
    }

    void add(int topic, int wanted, int factor, ModelRows rows) {
      double mean = part(wanted) / Math.max(1, count);
      for (int more = count; more < wanted; more++) {
        rows.partition(topic, ++last, leadingCpu * mean, leadingOut * mean);
        if (isPeakKnown) {
          rows.peak(
              timesAtPeak(Resource.CPU), timesAtPeak(Resource.NW_IN), timesAtPeak(Resource.NW_OUT));
        }
        for (int replica = 0; replica < factor; replica++) {
          rows.add(following, mean, 0);
        }
      }
    }
  }
}
