package io.kadvisor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kadvisor.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document against the schema that the AsyncAPI initiative publishes for 3.0.0. */
class AsyncApiTest {
  private static final String SCHEMA = "asyncapi-3.0.0.schema.json";
  private final String document = Docs.read(Docs.FOLDER.resolve(AsyncApiPage.FILE));

  private static Schema schema() throws IOException {
    try (InputStream in = AsyncApiTest.class.getResourceAsStream(SCHEMA)) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  @Test
  void shouldBeAnAsyncApiDocument() throws Exception {
    assertThat(schema().validate(document, InputFormat.JSON)).isEmpty();
  }

  @Test
  void shouldBeRefusedWhenAChannelHasNoSuchField() throws Exception {
    String broken = document.replaceFirst("\"address\"", "\"adress\"");

    assertThat(schema().validate(broken, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void shouldHaveAChannelWithASchemaThatIsThereForEachTopic() throws Exception {
    JsonNode channels = new ObjectMapper().readTree(document).path("channels");
    List<String> names = new ArrayList<>();
    channels.fieldNames().forEachRemaining(names::add);

    assertThat(names)
        .containsExactlyElementsOf(
            new Topics(Topics.DEFAULT_PREFIX).all().stream().map(t -> t.shortName()).toList());
    assertThat(channels.findValuesAsText("$ref"))
        .allSatisfy(file -> assertThat(Docs.FOLDER.resolve(file)).exists());
  }
}
