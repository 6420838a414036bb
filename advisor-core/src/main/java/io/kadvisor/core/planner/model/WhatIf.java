package io.kadvisor.core.planner.model;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster as it would be: with other brokers, other traffic, or disks that keep more or less.
 *
 * <p>Traffic times f is f times the bytes in and out, the CPU that goes with them, and what the
 * topic holds, as it is once retention has run through where that goes by time.
 *
 * <p>A lost broker takes its replicas with it, so that nothing can be copied from them. What it led
 * is led by the first replica that is left, as the controller has it.
 *
 * @param brokers those of the cluster in their order, whatever becomes of each, and after them any
 *     that are added
 * @param lost places of brokers that are gone
 * @param traffic factor by the topic's place; 1 for those not named
 * @param retention factor on what a topic holds, by its place; 1 for those not named
 */
public record WhatIf(
    List<Broker> brokers,
    Set<Integer> lost,
    SortedMap<Integer, Double> traffic,
    SortedMap<Integer, Double> retention) {
  public WhatIf {
    brokers = List.copyOf(brokers);
    lost = Set.copyOf(lost);
    traffic = new TreeMap<>(traffic);
    retention = new TreeMap<>(retention);
  }

  /** The cluster as it would be, which nothing has been added to yet. */
  public ClusterModel applyTo(ClusterModel model) {
    var columns = new Columns(model.peaks().copy());
    var load = new double[Resource.COUNT];
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      int topic = model.topicOf(partition);
      double busier = traffic.getOrDefault(topic, 1.0);
      double fuller = busier * retention.getOrDefault(topic, 1.0);
      columns.partition(
          topic,
          model.numberOf(partition),
          model.leadingCpu(partition) * busier,
          model.leadingOut(partition) * busier);
      int leader = leaderOf(model, partition);
      for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
        columns.replica(model.brokerOf(each), each == leader, isLost(model, each));
        model.following(each, load);
        for (int resource = 0; resource < load.length; resource++) {
          boolean isDisk = resource == Resource.DISK.column();
          columns.following.add(load[resource] * (isDisk ? fuller : busier));
        }
      }
    }
    return model.with(brokers, columns);
  }

  private boolean isLost(ClusterModel model, int replica) {
    return model.isOffline(replica) || lost.contains(model.brokerOf(replica));
  }

  private int leaderOf(ClusterModel model, int partition) {
    int leader = model.leaderOf(partition);
    if (!lost.contains(model.brokerOf(leader))) {
      return leader;
    }
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      if (!isLost(model, each)) {
        return each;
      }
    }
    return leader;
  }
}
