package io.kadvisor.cli.config;

import io.kadvisor.collector.WatchedCluster;
import io.kadvisor.collector.jmx.JmxSettings;
import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.model.policy.Capacity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A cluster that somebody names at a terminal.
 *
 * @param capacity as the policy of the configuration declares it
 */
public record NamedCluster(WatchedCluster watched, Capacity capacity) {
  /**
   * The cluster of that name.
   *
   * @param name its alias in the configuration, or the addresses of brokers
   * @throws InvalidConfig with all faults of the configuration, or when it does not name the
   *     cluster
   */
  public static NamedCluster of(String name, Path config) {
    if (name.contains(":")) {
      var watched =
          new WatchedCluster(
              name,
              Map.of("bootstrap.servers", name),
              WatchedCluster.DEFAULT_FAST,
              WatchedCluster.DEFAULT_SLOW,
              JmxSettings.CLOSED);
      return new NamedCluster(watched, Capacity.UNDECLARED);
    }
    KadvisorConfig read = new ConfigFile(Rules.definitions()).read(config);
    return read.clusters().stream()
        .filter(each -> each.alias().equals(name))
        .findFirst()
        .map(each -> new NamedCluster(WatchedClusters.of(each), read.policy().capacity()))
        .orElseThrow(() -> unknown(name, read, config));
  }

  private static InvalidConfig unknown(String name, KadvisorConfig read, Path config) {
    List<String> known = read.clusters().stream().map(KadvisorConfig.Cluster::alias).toList();
    return new InvalidConfig(
        config.toString(),
        List.of(
            new Fault(
                "--from",
                name,
                "is no alias under clusters: name one of "
                    + known
                    + ", or the brokers as host:port,host:port")));
  }
}
