package io.kadvisor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Version 1 of every record stays readable; {@code -Dgolden.update=true} writes the files anew. */
class GoldenBytesTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  @BeforeAll
  static void updateWhenAsked() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      for (var entry : WireExamples.all().entrySet()) {
        Files.write(FOLDER.resolve(entry.getKey() + "-1.json"), entry.getValue().bytes());
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldWriteTheGoldenBytesWhenTheVersionIsOne() {
    return each(
        (file, example) ->
            assertThat(new String(example.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(file)));
  }

  @TestFactory
  Stream<DynamicTest> shouldReadTheGoldenBytesWhenTheVersionIsOne() {
    return each(
        (file, example) ->
            assertThat((Object) example.read(Files.readAllBytes(file))).isEqualTo(example.value()));
  }

  @TestFactory
  Stream<DynamicTest> shouldAcceptUnknownFieldsWhenANewerProgramWroteThem() {
    return each(
        (file, example) -> {
          ObjectNode json = (ObjectNode) Json.mapper().readTree(Files.readAllBytes(file));
          json.put("v", 2).putObject("fieldOfTomorrow").put("a", 1);

          Object read = example.read(Json.mapper().writeValueAsBytes(json));

          assertThat(read).isInstanceOf(example.topic().valueType().orElseThrow());
        });
  }

  /** What a test does with one example. */
  private interface Check {
    void check(Path file, WireExamples.Example<?> example) throws IOException;
  }

  private static Stream<DynamicTest> each(Check check) {
    return WireExamples.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        check.check(FOLDER.resolve(entry.getKey() + "-1.json"), entry.getValue())));
  }
}
