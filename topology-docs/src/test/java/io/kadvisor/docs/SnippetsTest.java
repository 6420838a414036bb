package io.kadvisor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kadvisor.cli.config.ConfigFile;
import io.kadvisor.localcluster.scenario.ScenarioFile;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.sample.ClientSample;
import io.kadvisor.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a reader may copy from a page is accepted by the program that it is for. */
class SnippetsTest {
  /** A part of {@code kadvisor.yaml} is read together with the least that the file needs. */
  private static final ObjectNode LEAST = yaml(Meanings.text("least.yaml"));

  /** A field that only one kind of record has, and the record. */
  private static final Map<String, Class<?>> RECORDS =
      Map.of(
          "transitions", Advisory.class, "batchSize", ClientSample.class, "parts", Artefact.class);

  @TempDir private Path folder;
  private final ConfigFile file = new ConfigFile(GenerateDocs.RULES);

  @Test
  void shouldBeOfAKnownLanguageWhenASnippetIsFenced() {
    assertThat(Snippet.all()).hasSizeGreaterThan(10);
    assertThat(Snippet.all())
        .extracting(Snippet::language)
        .isSubsetOf("", "sh", "yaml", "json", "java", "python", "mermaid", "text");
  }

  @TestFactory
  Stream<DynamicTest> shouldBeReadWhenASnippetIsYaml() {
    return each("yaml", this::readYaml);
  }

  @TestFactory
  Stream<DynamicTest> shouldBeReadWhenASnippetIsJson() {
    return each("json", SnippetsTest::readRecord);
  }

  private static Stream<DynamicTest> each(String language, Check check) {
    List<Snippet> snippets = Snippet.in(language);
    assertThat(snippets).as("snippets in %s", language).isNotEmpty();
    return snippets.stream()
        .map(snippet -> DynamicTest.dynamicTest(snippet.place(), () -> check.check(snippet)));
  }

  /** What a test does with one snippet. */
  private interface Check {
    void check(Snippet snippet) throws IOException;
  }

  private void readYaml(Snippet snippet) throws IOException {
    if (yaml(snippet.text()).has("format")) {
      ScenarioFile.read(Files.writeString(folder.resolve("scenario.yaml"), snippet.text()));
    } else {
      file.parse(snippet.place(), withTheLeast(snippet.text()));
    }
  }

  private static String withTheLeast(String text) throws IOException {
    ObjectNode whole = LEAST.deepCopy();
    yaml(text).properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
    return new YAMLMapper().writeValueAsString(whole);
  }

  private static void readRecord(Snippet snippet) throws IOException {
    JsonNode json = Json.mapper().readTree(snippet.text());
    List<Class<?>> kinds =
        RECORDS.entrySet().stream()
            .filter(e -> json.has(e.getKey()))
            .<Class<?>>map(Map.Entry::getValue)
            .toList();
    assertThat(kinds).as("records that %s may be", snippet.place()).hasSize(1);
    JsonNode written = Json.mapper().valueToTree(Json.mapper().treeToValue(json, kinds.get(0)));
    assertThat(written).isEqualTo(json);
  }

  private static ObjectNode yaml(String text) {
    try {
      return (ObjectNode) new YAMLMapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
