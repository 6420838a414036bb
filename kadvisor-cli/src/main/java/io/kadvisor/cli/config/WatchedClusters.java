package io.kadvisor.cli.config;

import io.kadvisor.collector.WatchedCluster;
import io.kadvisor.collector.jmx.JmxSettings;
import io.kadvisor.model.BrokerId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Clusters of the file in the words of the collector. */
public final class WatchedClusters {
  private WatchedClusters() {}

  /** One cluster of the file, as it is swept. */
  public static WatchedCluster of(KadvisorConfig.Cluster cluster) {
    Map<BrokerId, String> addresses = new HashMap<>();
    cluster.jmx().forEach((broker, address) -> addresses.put(new BrokerId(broker), address));
    return new WatchedCluster(
        cluster.alias(),
        cluster.client(),
        cluster.fast(),
        cluster.slow(),
        new JmxSettings(addresses, Optional.empty(), cluster.cores()),
        cluster.probe());
  }
}
