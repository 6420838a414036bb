package io.kadvisor.localcluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that is decided about a local cluster before its first process starts. */
record ClusterPlan(
    int brokers,
    List<String> racks,
    Map<String, String> settings,
    Map<Integer, Map<String, String>> settingsOfBrokers,
    boolean jmx,
    Duration startsWithin,
    BrokerLibrary library) {
  private static final int LARGEST_QUORUM = 3;

  ClusterPlan {
    if (brokers < 1) {
      throw new IllegalArgumentException("a cluster has at least one broker, not " + brokers);
    }
    racks = List.copyOf(racks);
    if (racks.isEmpty()) {
      throw new IllegalArgumentException("a cluster has at least one rack");
    }
    settings = Map.copyOf(settings);
    settingsOfBrokers = Map.copyOf(settingsOfBrokers);
  }

  BrokerIdentity identity(int id, FreePorts ports) {
    String rack = racks.get((id - 1) % racks.size());
    return new BrokerIdentity(id, rack, id <= LARGEST_QUORUM, BrokerPorts.from(ports));
  }

  Map<String, String> baseSettings() {
    var base = new LinkedHashMap<>(BrokerSettings.base(brokers));
    base.putAll(settings);
    return base;
  }

  Map<String, String> settingsOf(int broker) {
    var all = new HashMap<>(baseSettings());
    all.putAll(settingsOfBrokers.getOrDefault(broker, Map.of()));
    return all;
  }
}
