package io.kadvisor.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What {@code docker-compose.yml} says. */
final class Compose {
  static final List<String> OURS = List.of("collector", "streams", "api");
  static final List<String> BROKERS = List.of("kafka-1", "kafka-2", "kafka-3");

  private final JsonNode root = House.yaml("docker-compose.yml");

  /**
   * One mount.
   *
   * @param source a file beside the compose file when it begins with a dot, else a volume's name
   * @param target path in the container
   */
  record Mount(String source, String target) {
    static Mount of(String text) {
      String[] parts = text.split(":");
      return new Mount(parts[0], parts[1]);
    }

    boolean isFile() {
      return source.startsWith(".");
    }
  }

  JsonNode services() {
    return root.path("services");
  }

  JsonNode volumes() {
    return root.path("volumes");
  }

  List<String> command(String service) {
    return House.texts(services().path(service).path("command"));
  }

  /** What asks a service for its health, without the word that says how it is run. */
  List<String> healthCheck(String service) {
    List<String> test = House.texts(services().path(service).at("/healthcheck/test"));
    return test.subList(1, test.size());
  }

  List<Mount> mounts(String service) {
    return House.texts(services().path(service).path("volumes")).stream().map(Mount::of).toList();
  }

  /** Container ports that others can reach. */
  List<Integer> ports(String service) {
    List<String> texts = new java.util.ArrayList<>();
    texts.addAll(House.texts(services().path(service).path("expose")));
    texts.addAll(House.texts(services().path(service).path("ports")));
    return texts.stream()
        .map(text -> Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)))
        .toList();
  }

  Map<String, String> environment(String service) {
    Map<String, String> all = new LinkedHashMap<>();
    JsonNode file = services().path(service).path("env_file");
    if (!file.isMissingNode()) {
      House.text(file.asText())
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(
              line ->
                  all.put(
                      line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    }
    services()
        .path(service)
        .path("environment")
        .properties()
        .forEach(entry -> all.put(entry.getKey(), entry.getValue().asText()));
    return all;
  }

  /** Settings of a broker as the official image makes them from its environment. */
  Map<String, String> brokerSettings(String broker) {
    Map<String, String> settings = new TreeMap<>();
    environment(broker)
        .forEach(
            (key, value) -> {
              if (key.startsWith("KAFKA_") && !key.endsWith("_OPTS")) {
                settings.put(
                    key.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.'),
                    value);
              }
            });
    return settings;
  }
}
