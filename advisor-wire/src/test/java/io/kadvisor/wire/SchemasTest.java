package io.kadvisor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The published schemas follow from the types; {@code -Dgolden.update=true} writes them anew. */
class SchemasTest {
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

  @BeforeAll
  static void updateWhenAsked() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      for (Topic<?> topic : typed().toList()) {
        Path file = file(topic);
        Files.createDirectories(file.getParent());
        Files.writeString(file, pretty(topic));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldFollowFromTheTypeWhenPublished() {
    return typed()
        .map(
            topic ->
                DynamicTest.dynamicTest(
                    topic.shortName(),
                    () -> assertThat(Files.readString(file(topic))).isEqualTo(pretty(topic))));
  }

  @TestFactory
  Stream<DynamicTest> shouldAcceptEveryRecordWhenItIsWritten() {
    return WireExamples.all().entrySet().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.getKey(),
                    () ->
                        assertThat(
                                faults(
                                    example.getValue(),
                                    Json.mapper().readTree(example.getValue().bytes())))
                            .isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuseWhenTheClusterIsMissing() {
    return WireExamples.all().entrySet().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.getKey(),
                    () -> {
                      ObjectNode json =
                          (ObjectNode) Json.mapper().readTree(example.getValue().bytes());
                      json.remove("cluster");
                      assertThat(faults(example.getValue(), json)).isNotEmpty();
                    }));
  }

  private static List<String> faults(WireExamples.Example<?> example, JsonNode json)
      throws IOException {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    try (InputStream bytes =
        SchemasTest.class.getResourceAsStream(example.topic().schema().orElseThrow())) {
      Schema schema = registry.getSchema(Json.mapper().readTree(bytes));
      return schema.validate(json).stream().map(Object::toString).toList();
    }
  }

  private static Stream<Topic<?>> typed() {
    return TOPICS.all().stream().filter(topic -> topic.valueType().isPresent());
  }

  private static Path file(Topic<?> topic) {
    return RESOURCES.resolve(topic.schema().orElseThrow().substring(1));
  }

  private static String pretty(Topic<?> topic) throws IOException {
    return Json.mapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(SchemaGenerator.schemaOf(topic))
        + "\n";
  }
}
