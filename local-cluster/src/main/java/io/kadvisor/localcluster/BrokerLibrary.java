package io.kadvisor.localcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folder with Kafka's broker jars, which are never on our own class path. */
public record BrokerLibrary(Path folder) {
  public static final String PROPERTY = "kadvisor.broker.lib";
  public static final String ENVIRONMENT = "KADVISOR_BROKER_LIB";
  private static final String NAME = "broker-lib";
  private static final String ARCHIVE = "broker.jsa";
  private static final String BUILD = "local-cluster/brokers/target/" + NAME;

  public BrokerLibrary {
    if (!holdsBroker(folder)) {
      throw new LocalClusterException("no Kafka broker (kafka_2.13-*.jar) in " + folder);
    }
  }

  /**
   * Finds the folder: the system property, the environment, {@code broker-lib} beside the
   * distribution's {@code lib}, or the build's own folder.
   */
  public static BrokerLibrary locate() {
    Map<String, Path> candidates = candidates();
    return candidates.values().stream()
        .filter(BrokerLibrary::holdsBroker)
        .findFirst()
        .map(BrokerLibrary::new)
        .orElseThrow(() -> new LocalClusterException(notFound(candidates)));
  }

  /** The class path of a broker's process. */
  String classPath() {
    return folder.resolve("*").toString();
  }

  /**
   * Classes of these jars as the JVM that built them has written them down; absent where nothing
   * was built. A JVM of another build reads the jars as ever.
   */
  Optional<Path> archive() {
    return Optional.of(folder.resolveSibling(ARCHIVE)).filter(Files::isRegularFile);
  }

  private static Map<String, Path> candidates() {
    var candidates = new LinkedHashMap<String, Path>();
    String property = System.getProperty(PROPERTY);
    String environment = System.getenv(ENVIRONMENT);
    // what was asked for is the only place to look at: a typing error must not start another broker
    if (property != null) {
      candidates.put("system property " + PROPERTY, Path.of(property));
    } else if (environment != null) {
      candidates.put("environment " + ENVIRONMENT, Path.of(environment));
    } else {
      candidates.put("distribution", ownLocation().resolveSibling("../" + NAME).normalize());
      for (Path folder : parents(ownLocation())) {
        candidates.put("build in " + folder, folder.resolve(BUILD));
      }
    }
    return candidates;
  }

  private static List<Path> parents(Path location) {
    var parents = new ArrayList<Path>();
    for (Path folder = location.getParent(); folder != null; folder = folder.getParent()) {
      parents.add(folder);
    }
    return parents;
  }

  private static Path ownLocation() {
    try {
      return Path.of(
          BrokerLibrary.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new LocalClusterException("cannot tell where this program is installed", e);
    }
  }

  private static boolean holdsBroker(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var jars = Files.newDirectoryStream(folder, "kafka_2.13-*.jar")) {
      return jars.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String notFound(Map<String, Path> candidates) {
    var message = new StringBuilder("Kafka's broker jars were not found. Looked at:");
    candidates.forEach(
        (what, path) -> message.append("\n  ").append(path).append(" (").append(what).append(')'));
    return message
        .append(
            "\nBuild them (mvn -pl local-cluster/brokers process-classes) or name their folder with -D")
        .append(PROPERTY)
        .toString();
  }
}
