package io.kadvisor.docs;

import io.kadvisor.localcluster.scenario.ScenarioFile;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The JSON Schemas of topics and scenario files, copied so that they can be linked and fetched. */
final class SchemaFiles {
  private static final String SCENARIO = "scenario-1.schema.json";

  private final Topics topics;

  SchemaFiles(Topics topics) {
    this.topics = topics;
  }

  /** Where the schema of a topic's values stands below {@code docs/}; absent for plain bytes. */
  static Optional<String> of(Topic<?> topic) {
    return topic.schema().filter(name -> Topic.class.getResource(name) != null).map(name -> name.substring(1));
  }

  List<Page> pages() {
    return topics.all().stream()
        .flatMap(topic -> of(topic).stream())
        .map(file -> new Page(file, read(Topic.class, "/" + file)))
        .toList();
  }

  /** The schema of scenario files. */
  static Page scenarios() {
    return new Page("schemas/" + SCENARIO, read(ScenarioFile.class, SCENARIO));
  }

  private static String read(Class<?> room, String resource) {
    try (InputStream in = room.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the schema " + resource + " is missing beside " + room.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
