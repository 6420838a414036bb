package io.kadvisor.cli.config;

import io.kadvisor.collector.probe.ProbeSettings;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that {@code kadvisor.yaml} can say, with its defaults filled in. */
public record KadvisorConfig(
    Home home,
    List<Cluster> clusters,
    Collector collector,
    Streams streams,
    Api api,
    Health health,
    Optional<Webhook> webhook,
    PolicyTemplate policy) {

  /** The same for a process of another name. */
  public KadvisorConfig withInstanceId(String name) {
    return new KadvisorConfig(
        home, clusters, new Collector(name), streams.named(name), api, health, webhook, policy);
  }

  /**
   * Where Kadvisor keeps its topics.
   *
   * @param client properties of every client to it, passed through
   * @param prefix of its topics
   */
  public record Home(Map<String, String> client, String prefix) {}

  /**
   * A cluster to watch.
   *
   * @param cores of each broker, where they cannot be discovered
   * @param fast and slow sweep
   * @param jmx ports by broker id; empty where JMX is not open
   * @param probe off unless it is asked for: it writes to the cluster
   */
  public record Cluster(
      String alias,
      Map<String, String> client,
      Duration fast,
      Duration slow,
      Optional<Double> cores,
      Map<Integer, String> jmx,
      ProbeSettings probe) {}

  /** What the collector calls itself in marks. */
  public record Collector(String instanceId) {}

  /**
   * The topology.
   *
   * @param silenceAfter how long no mark may be read before that is told, unscaled
   */
  public record Streams(
      String applicationId,
      String instanceId,
      Path stateDir,
      int threads,
      int standbyReplicas,
      Duration silenceAfter,
      Duration metadataMaxAge,
      Map<String, String> properties) {

    Streams named(String name) {
      return new Streams(
          applicationId,
          name,
          stateDir,
          threads,
          standbyReplicas,
          silenceAfter,
          metadataMaxAge,
          properties);
    }
  }

  /**
   * Where a process that does not run the API shows its health and figures.
   *
   * @param port absent where it does not
   */
  public record Health(String host, Optional<Integer> port) {}

  /**
   * Where the API sends advisories.
   *
   * @param url may hold a token and is never shown
   */
  public record Webhook(
      URI url, Path secretFile, Severity minimumSeverity, Set<Category> categories) {
    @Override
    public String toString() {
      return "Webhook[%s, %s]".formatted(minimumSeverity, categories);
    }
  }

  /** The API and its page. */
  public record Api(
      String host, int port, boolean tryNextPort, Optional<Tls> tls, Optional<Path> tokensFile) {
    /** PEM files. */
    public record Tls(Path certificate, Path key) {}
  }
}
