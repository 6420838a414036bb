package io.kadvisor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.model.advisory.Advisory;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** A recording of a demo, judged again by the production topology. */
final class Replay {
  private static final Duration NO_SILENCE = Duration.ofDays(1);
  private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

  /**
   * A consumer of several topics reads them in any order. The policy comes first, since it was in
   * force when the first sweep came; a sweep's mark was written last.
   */
  private static final Comparator<Line> IN_TIME =
      Comparator.<Line, Boolean>comparing(line -> !line.topic().equals("policies"))
          .thenComparing(Line::timestamp)
          .thenComparing(Line::isMark);

  /** A record of it; the value stays text, which takes least memory. */
  private record Line(String topic, String key, long timestamp, boolean isMark, String value) {
    static Line of(String text) {
      try {
        JsonNode line = Json.mapper().readTree(text);
        JsonNode value = line.get("value");
        return new Line(
            line.get("topic").asText(),
            line.get("key").asText(),
            line.get("timestamp").asLong(),
            value.path("type").asText().equals("mark"),
            value.toString());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private final List<Line> lines;

  private Replay(List<Line> lines) {
    this.lines = lines;
  }

  /** Reads a recording. */
  static Replay of(Path recording) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(recording)), StandardCharsets.UTF_8))) {
      return new Replay(reader.lines().map(Line::of).sorted(IN_TIME).toList());
    }
  }

  /** Every revision of the advisories that the recording leads to, in order. */
  List<Advisory> judged(Judging judging, Path folder) {
    var topology =
        KadvisorTopology.build(TOPICS, judging, NO_SILENCE, now -> true, new StreamCounters());
    try (var driver = new TopologyTestDriver(topology, properties(folder))) {
      Map<String, TestInputTopic<String, String>> inputs = new HashMap<>();
      for (Line line : lines) {
        inputs
            .computeIfAbsent(line.topic(), topic -> input(driver, topic))
            .pipeInput(line.key(), line.value(), line.timestamp());
      }
      return revisions(driver);
    }
  }

  private static Properties properties(Path folder) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "replay");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    return properties;
  }

  private static TestInputTopic<String, String> input(TopologyTestDriver driver, String topic) {
    var text = new StringSerializer();
    return driver.createInputTopic(TOPICS.prefix() + topic, text, text);
  }

  private static List<Advisory> revisions(TopologyTestDriver driver) {
    return driver
        .createOutputTopic(
            TOPICS.advisories().name(),
            Key.serde().deserializer(),
            TOPICS.advisories().valueSerde().deserializer())
        .readValuesToList()
        .stream()
        .filter(Objects::nonNull)
        .toList();
  }
}
