package io.kadvisor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kadvisor.localcluster.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The {@code kadvisor.yaml} of the demo: the shipped defaults with this cluster's addresses; the
 * same for all scenarios.
 */
public final class DemoConfig {
  /** By how much the demo's policy shortens every duration. */
  public static final double DURATION_FACTOR = 60;

  /** How often the demo's advisor looks. */
  public static final Duration FAST_SWEEP = Duration.ofSeconds(2);

  private final YAMLMapper yaml = new YAMLMapper();
  private final ObjectNode root;

  /** With the watched cluster as home. */
  DemoConfig(LocalCluster cluster, int port, Path stateDir, Optional<Path> policy) {
    this(cluster, cluster.bootstrapServers(), port, stateDir, policy);
  }

  /**
   * With a home of its own.
   *
   * @param home bootstrap servers of the cluster that keeps Kadvisor's topics
   * @param policy whose keys win over the demo's
   */
  public DemoConfig(
      LocalCluster cluster, String home, int port, Path stateDir, Optional<Path> policy) {
    this.root = shipped();
    client(root.withObject("/home")).put("bootstrap.servers", home);
    ObjectNode watched = root.withArray("clusters").addObject();
    watched.put("alias", "demo");
    watched.set("client", root.at("/home/client").deepCopy());
    watched.withObject("/client").put("bootstrap.servers", cluster.bootstrapServers());
    watched.putObject("sweep").put("fast", FAST_SWEEP.toSeconds() + "s").put("slow", "10s");
    cluster
        .brokers()
        .forEach(
            broker ->
                cluster
                    .jmxPort(broker.id())
                    .ifPresent(
                        jmx ->
                            watched.withObject("/jmx").put("" + broker.id(), "127.0.0.1:" + jmx)));
    root.withObject("/streams").put("state-dir", stateDir.toString());
    root.withObject("/api").put("port", port);
    policy.ifPresent(file -> merge(root.withObject("/policy"), read(file)));
  }

  /** Has the advisor probe the brokers, too, from the rack of the first one. */
  void probing(LocalCluster cluster) {
    ((ObjectNode) root.at("/clusters/0"))
        .putObject("probe")
        .put("enabled", true)
        .put("rack", cluster.brokers().get(0).rack());
  }

  private static ObjectNode client(ObjectNode home) {
    return home.withObject("/client");
  }

  private ObjectNode shipped() {
    try (var in = DemoConfig.class.getResourceAsStream("demo.yaml")) {
      return (ObjectNode) yaml.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("demo.yaml is unreadable: the jar is damaged", e);
    }
  }

  private JsonNode read(Path file) {
    try {
      return yaml.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the policy in " + file, e);
    }
  }

  private static void merge(ObjectNode into, JsonNode from) {
    from.properties()
        .forEach(
            entry -> {
              if (entry.getValue().isObject() && into.path(entry.getKey()).isObject()) {
                merge((ObjectNode) into.get(entry.getKey()), entry.getValue());
              } else {
                into.set(entry.getKey(), entry.getValue());
              }
            });
  }

  /** Names the brokers that are to be emptied. */
  void drain(Collection<Integer> brokers) {
    ObjectNode policy = root.withObject("/policy");
    policy.remove("drain");
    if (!brokers.isEmpty()) {
      ArrayNode drained = policy.putObject("drain").putArray("demo");
      brokers.forEach(drained::add);
    }
  }

  /** Writes the file and gives it back. */
  public Path writeTo(Path file) {
    try {
      return Files.writeString(file, yaml.writeValueAsString(root));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** A fingerprint of everything but addresses and folders, which differ at each start. */
  String hash() {
    ObjectNode same = root.deepCopy();
    same.remove("home");
    same.remove("clusters");
    ((ObjectNode) same.path("streams")).remove("state-dir");
    ((ObjectNode) same.path("api")).remove("port");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(yaml.writeValueAsString(same).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
