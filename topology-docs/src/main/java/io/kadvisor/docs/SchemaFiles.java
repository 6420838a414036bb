package io.kadvisor.docs;

import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The JSON Schemas of the topics' values, copied so that they can be linked and fetched. */
final class SchemaFiles {
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
        .map(file -> new Page(file, read("/" + file)))
        .toList();
  }

  private static String read(String resource) {
    try (InputStream in = Topic.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("advisor-wire names the schema " + resource + " and does not have it");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
