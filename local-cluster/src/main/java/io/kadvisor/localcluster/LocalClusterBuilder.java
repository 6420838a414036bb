package io.kadvisor.localcluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The wishes for a {@link LocalCluster}; what is not said is three brokers in three racks with JMX.
 */
public final class LocalClusterBuilder {
  private int brokers = 3;
  private int controllers;
  private List<String> racks = List.of("az1", "az2", "az3");
  private boolean jmx = true;
  private boolean replicationProxies;
  private Duration startsWithin = Duration.ofSeconds(60);
  private BrokerLibrary library;
  private final Map<String, String> settings = new HashMap<>();
  private final Map<Integer, Map<String, String>> settingsOfBrokers = new HashMap<>();

  LocalClusterBuilder() {}

  /**
   * How many brokers, with ids from 1; the first three are controllers, too, unless {@link
   * #controllersApart} says otherwise.
   */
  public LocalClusterBuilder brokers(int count) {
    brokers = count;
    return this;
  }

  /**
   * The racks in the order of the ids, from the first again where there are more brokers than
   * racks.
   */
  public LocalClusterBuilder racks(String... names) {
    racks = List.of(names);
    return this;
  }

  /** A setting of every broker; it wins over the base settings. */
  public LocalClusterBuilder setting(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** A setting of one broker; it wins over all others. */
  public LocalClusterBuilder setting(int broker, String key, String value) {
    settingsOfBrokers.computeIfAbsent(broker, id -> new HashMap<>()).put(key, value);
    return this;
  }

  /** Whether each broker opens JMX on a loopback port. */
  public LocalClusterBuilder jmx(boolean open) {
    jmx = open;
    return this;
  }

  /** So many controllers in processes of their own, with ids from 101; no broker is one then. */
  public LocalClusterBuilder controllersApart(int count) {
    controllers = count;
    return this;
  }

  /** Whether brokers replicate through proxies that can hold up each pair of them. */
  public LocalClusterBuilder replicationProxies(boolean between) {
    replicationProxies = between;
    return this;
  }

  /** How long the brokers may take until all of them answer. */
  public LocalClusterBuilder startsWithin(Duration time) {
    startsWithin = time;
    return this;
  }

  /** Another folder of broker jars than the one that {@link BrokerLibrary#locate} finds. */
  public LocalClusterBuilder library(BrokerLibrary jars) {
    library = jars;
    return this;
  }

  /**
   * Starts all brokers at once and returns when they answer.
   *
   * @throws LocalClusterException with the brokers' last lines if they do not; nothing is left
   *     behind
   */
  public LocalCluster start() {
    return ClusterStart.of(plan());
  }

  private ClusterPlan plan() {
    BrokerLibrary jars = library == null ? BrokerLibrary.locate() : library;
    return new ClusterPlan(
        brokers,
        controllers,
        racks,
        settings,
        settingsOfBrokers,
        jmx,
        replicationProxies,
        startsWithin,
        jars);
  }
}
