package io.kadvisor.localcluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All that is decided about a local cluster before its first process starts.
 *
 * @param controllers how many controllers are processes of their own; 0: the first brokers are
 */
record ClusterPlan(
    int brokers,
    int controllers,
    List<String> racks,
    Map<String, String> settings,
    Map<Integer, Map<String, String>> settingsOfBrokers,
    boolean jmx,
    boolean replicationProxies,
    Duration startsWithin,
    BrokerLibrary library) {
  private static final int LARGEST_QUORUM = 3;
  private static final int FIRST_CONTROLLER = 101;

  ClusterPlan {
    if (brokers < 1) {
      throw new IllegalArgumentException("a cluster has at least one broker, not " + brokers);
    }
    if (controllers < 0) {
      throw new IllegalArgumentException("there are no " + controllers + " controllers");
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
    boolean isVoter = controllers == 0 && id <= LARGEST_QUORUM;
    return new BrokerIdentity(id, rack, isVoter, BrokerPorts.from(ports));
  }

  /** The controllers that are processes of their own; none where brokers are controllers. */
  List<Voter> controllersApart(FreePorts ports) {
    return IntStream.range(FIRST_CONTROLLER, FIRST_CONTROLLER + controllers)
        .mapToObj(id -> new Voter(id, ports.next()))
        .toList();
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
