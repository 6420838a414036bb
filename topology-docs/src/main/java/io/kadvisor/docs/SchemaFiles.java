package io.kadvisor.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.localcluster.scenario.ScenarioFile;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The JSON Schemas of topics and scenario files. */
final class SchemaFiles {
  private static final String SCENARIO = "scenario-1.schema.json";

  private final ObjectMapper json = new ObjectMapper();
  private final Topics topics;
  private final RecordWords words;

  SchemaFiles(Topics topics, RecordWords words) {
    this.topics = topics;
    this.words = words;
  }

  List<Page> pages() {
    return topics.all().stream().flatMap(this::schema).toList();
  }

  private Stream<Page> schema(Topic<?> topic) {
    return topic.valueType().stream()
        .map(type -> new Page(topic.schema().orElseThrow(), text(topic, type)));
  }

  private String text(Topic<?> topic, Class<?> type) {
    String id = "urn:kadvisor:" + topic.shortName() + ":1";
    try {
      return json.writerWithDefaultPrettyPrinter()
              .writeValueAsString(
                  new ValueSchema(words).of(id, topic.shortName() + ", version 1", type))
              .replace("\r\n", "\n")
          + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema of scenario files. */
  static Page scenarios() {
    try (InputStream in = ScenarioFile.class.getResourceAsStream(SCENARIO)) {
      if (in == null) {
        throw new IllegalStateException(
            "the schema " + SCENARIO + " is missing beside " + ScenarioFile.class.getName());
      }
      return new Page("schemas/" + SCENARIO, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
