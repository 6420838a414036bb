package io.kadvisor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kadvisor.core.judgement.Judge;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.streams.Judging;
import io.kadvisor.streams.KadvisorTopology;
import io.kadvisor.streams.StreamCounters;
import io.kadvisor.wire.Json;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * A recording of a demo, judged again by the production topology under a policy of the test's
 * choice.
 */
final class Replay {
  private static final Duration NO_SILENCE = Duration.ofDays(1);

  /** A consumer of several topics reads them in any order; a sweep's mark was written last. */
  private static final Comparator<JsonNode> IN_TIME =
      Comparator.<JsonNode, Boolean>comparing(line -> !isPolicy(line))
          .thenComparing(line -> line.path("timestamp").asLong())
          .thenComparing(line -> line.path("value").path("type").asText().equals("mark"));

  private final List<JsonNode> lines;

  private Replay(List<JsonNode> lines) {
    this.lines = lines;
  }

  /** Reads a recording; the policy comes first, since it was in force when the first sweep came. */
  static Replay of(Path recording) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(recording)), StandardCharsets.UTF_8))) {
      List<JsonNode> lines = reader.lines().map(Replay::tree).toList();
      return new Replay(lines.stream().sorted(IN_TIME).toList());
    }
  }

  private static boolean isPolicy(JsonNode line) {
    return line.path("topic").asText().equals("policies");
  }

  private static JsonNode tree(String line) {
    try {
      return Json.mapper().readTree(line);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * The newest revision of every advisory that the recording leads to, in the order of their
   * opening.
   */
  List<Advisory> judgedWithout(String rule, Path folder) {
    return judged(folder, policy -> without(policy, rule));
  }

  List<Advisory> judged(Path folder) {
    return judged(folder, policy -> policy);
  }

  private static ObjectNode without(ObjectNode policy, String rule) {
    ObjectNode changed = policy.deepCopy();
    ObjectNode settings = changed.withObject("/rules").putObject(rule);
    settings.put("enabled", false);
    settings.putObject("thresholds");
    settings.putObject("durations");
    return changed;
  }

  private List<Advisory> judged(Path folder, UnaryOperator<ObjectNode> policy) {
    Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "replay");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    var topology =
        KadvisorTopology.build(
            topics, Judging.of(new Judge()), NO_SILENCE, now -> true, new StreamCounters());
    try (var driver = new TopologyTestDriver(topology, properties)) {
      var text = new StringSerializer();
      for (JsonNode line : lines) {
        JsonNode value = line.get("value");
        driver
            .createInputTopic(topics.prefix() + line.get("topic").asText(), text, text)
            .pipeInput(
                line.get("key").asText(),
                (isPolicy(line) ? policy.apply((ObjectNode) value) : value).toString(),
                Instant.ofEpochMilli(line.get("timestamp").asLong()));
      }
      Map<AdvisoryId, Advisory> newest = new LinkedHashMap<>();
      driver
          .createOutputTopic(
              topics.advisories().name(),
              Key.serde().deserializer(),
              topics.advisories().valueSerde().deserializer())
          .readValuesToList()
          .stream()
          .filter(java.util.Objects::nonNull)
          .forEach(revision -> newest.put(revision.id(), revision));
      return List.copyOf(newest.values());
    }
  }
}
