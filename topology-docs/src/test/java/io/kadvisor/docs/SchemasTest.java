package io.kadvisor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The published schemas describe the bytes of version 1, which the wire holds in golden files. */
class SchemasTest {
  private static final Path GOLDEN = Docs.HOUSE.resolve("advisor-wire/src/test/resources/golden");

  /** Topic by the beginning of a golden file's name; the windows' names say it themselves. */
  private static final Map<String, String> TOPICS =
      Map.ofEntries(
          Map.entry("broker-sample", "metrics.broker"),
          Map.entry("topic-sample", "metrics.partition"),
          Map.entry("group-sample", "metrics.lag"),
          Map.entry("cluster-sample", "metrics.cluster"),
          Map.entry("sweep-mark", "metrics.cluster"),
          Map.entry("client-sample", "metrics.client"),
          Map.entry("window-broker", "windows.broker"),
          Map.entry("window-topic", "windows.topic"),
          Map.entry("window-group", "windows.group"),
          Map.entry("finding", "findings"),
          Map.entry("advisory", "advisories"),
          Map.entry("artefact", "artefacts"),
          Map.entry("plan-part", "plans"),
          Map.entry("command", "commands"),
          Map.entry("action", "actions"),
          Map.entry("policy", "policies"),
          Map.entry("collector-lease", "collectors"));

  @TestFactory
  Stream<DynamicTest> shouldAcceptTheGoldenBytesWhenTheVersionIsOne() {
    return goldenFiles().map(file -> DynamicTest.dynamicTest(name(file), () -> check(file)));
  }

  @Test
  void shouldHaveAnExampleWhenATopicHasASchema() {
    List<String> withSchema =
        new Topics("")
            .all().stream().filter(topic -> topic.schema().isPresent()).map(Topic::name).toList();

    assertThat(goldenFiles().map(SchemasTest::topic).distinct())
        .containsExactlyInAnyOrderElementsOf(withSchema);
  }

  private static void check(Path file) throws IOException {
    Schema schema = schema(topic(file));
    ObjectNode record = (ObjectNode) json(file);
    ObjectNode ofTomorrow = record.deepCopy().put("fieldOfTomorrow", 1);
    ObjectNode withoutCluster = record.deepCopy().without("cluster");
    ObjectNode wrongVersion = record.deepCopy().put("v", "one");

    assertThat(schema.validate(record)).isEmpty();
    assertThat(schema.validate(ofTomorrow)).isEmpty();
    assertThat(schema.validate(withoutCluster)).isNotEmpty();
    assertThat(schema.validate(wrongVersion)).isNotEmpty();
  }

  private static Schema schema(String topic) throws IOException {
    Path file = Docs.FOLDER.resolve("schemas").resolve(topic + "-1.schema.json");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(json(file));
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static Stream<Path> goldenFiles() {
    return Docs.files(GOLDEN).stream();
  }

  private static String topic(Path golden) {
    return TOPICS.entrySet().stream()
        .filter(entry -> name(golden).startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no topic is known for " + golden));
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
